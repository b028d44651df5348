import { bridgeKey, bridgeVersion, findShell, pageAnswers, pageRequest, shellEvent } from './index.ts';

describe('findShell', () => {
  it('finds the bridge of a known version', () => {
    const bridge = { version: bridgeVersion };
    expect(findShell({ [bridgeKey]: bridge }) as unknown).toBe(bridge);
  });

  it('finds nothing in a plain browser, nor under a version it does not know', () => {
    expect(findShell({})).toBeUndefined();
    expect(findShell({ [bridgeKey]: null })).toBeUndefined();
    expect(findShell({ [bridgeKey]: 'shell' })).toBeUndefined();
    expect(findShell({ [bridgeKey]: { version: bridgeVersion + 1 } })).toBeUndefined();
  });
});

describe('messages between shell and page', () => {
  const attention = { counts: false, reason: 'blurred', resumable: false };

  it('take what is described and no other version, request or field', () => {
    expect(pageRequest.safeParse({ bridge: 1, ask: 'resume' }).success).toBeTrue();
    expect(pageRequest.safeParse({ bridge: 2, ask: 'resume' }).success).toBeFalse();
    expect(pageRequest.safeParse({ bridge: 1, ask: 'quit' }).success).toBeFalse();
    expect(
      pageRequest.safeParse({ bridge: 1, ask: 'resume', server: 'https://other.example' }).success,
    ).toBeFalse();
  });

  it('carry a reason of the list or none', () => {
    const event = (reason: unknown) => ({
      bridge: 1,
      event: 'attention',
      change: { attention: { ...attention, reason }, pause: true },
    });
    expect(shellEvent.safeParse(event('blurred')).success).toBeTrue();
    expect(shellEvent.safeParse(event(null)).success).toBeTrue();
    expect(shellEvent.safeParse(event('bored')).success).toBeFalse();
    expect(pageAnswers.resume.safeParse(attention).success).toBeTrue();
    expect(pageAnswers.retry.safeParse('yes').success).toBeFalse();
  });
});
