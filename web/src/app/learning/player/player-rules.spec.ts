import { allowedTo, playerKey, ratesUpTo, shouldWaitForNetwork } from './player-rules.ts';

describe('moving about', () => {
  const lesson = { durationMs: 60_000, done: false, seekForward: false };

  it('reaches the frontier, or what was just played beyond it', () => {
    expect(allowedTo(20_000, 5000, lesson)).toBe(20_000);
    expect(allowedTo(20_000, 31_000, lesson)).toBe(31_000);
    expect(allowedTo(90_000, 0, lesson)).toBe(60_000);
  });

  it('is free when the lesson is done or the rules allow it', () => {
    expect(allowedTo(0, 0, { ...lesson, done: true })).toBe(60_000);
    expect(allowedTo(0, 0, { ...lesson, seekForward: true })).toBe(60_000);
  });
});

describe('speeds', () => {
  it('stay within the rules of the programme', () => {
    expect(ratesUpTo(1)).toEqual([0.75, 1]);
    expect(ratesUpTo(1.5)).toEqual([0.75, 1, 1.25, 1.5]);
  });
});

describe('keys', () => {
  const press = (key: string, target: EventTarget | null = null, ctrlKey = false) =>
    playerKey({ key, target, ctrlKey, altKey: false, metaKey: false });

  it('play, step, captions, full screen', () => {
    expect([' ', 'ArrowLeft', 'ArrowRight', 'c', 'F'].map((key) => press(key))).toEqual([
      'toggle',
      'back',
      'forward',
      'captions',
      'fullscreen',
    ]);
  });

  it('belong to the control that has the focus', () => {
    expect(press(' ', document.createElement('button'))).toBeUndefined();
    expect(press('c', document.createElement('textarea'))).toBeUndefined();
    const range = Object.assign(document.createElement('input'), { type: 'range' });
    expect(press('ArrowLeft', range)).toBeUndefined();
    expect(press(' ', range)).toBe('toggle');
  });

  it('with Ctrl belong to the browser', () => {
    expect(press('f', null, true)).toBeUndefined();
  });
});

describe('a cut-off player', () => {
  it('stops before anything would be refused', () => {
    expect(shouldWaitForNetwork(true, 47_000, 60_000)).toBeFalse();
    expect(shouldWaitForNetwork(true, 48_000, 60_000)).toBeTrue();
    expect(shouldWaitForNetwork(false, 60_000, 60_000)).toBeFalse();
  });
});
