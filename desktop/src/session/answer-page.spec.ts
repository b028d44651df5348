import type { ShellFacts } from '@minjiang/shared/desktop';
import { answerPage, sealAtOnce } from './answer-page.ts';

const server = 'https://study.example.cn';
const attention = { counts: true, reason: null, resumable: false };
const machine = { keyStore: 'file' as const, deviceId: null };
const facts: ShellFacts = {
  ...{ bridge: 1, mode: 'kiosk', program: '0.1.0', machine, attention },
  ...{ messages: [], leavable: true },
};
const portal = { url: `${server}/learn`, isMainFrame: true };
const ownPage = { url: 'data:text/html;charset=utf-8,x', isMainFrame: true };
const ask = (name: string) => ({ bridge: 1, ask: name });

const never = () => Promise.reject(new Error('not to be asked'));
const unused = {
  ...{ enrolment: never, enrolled: never, openLease: never, agree: never, seal: never },
  ...{ read: never, parted: never, staffPage: never, staffReturn: never, staffExit: never },
};

describe('answers to the page', () => {
  const answer = answerPage(server, {
    ...unused,
    facts: () => facts,
    resume: () => attention,
    retry: () => Promise.resolve(false),
  });

  it('gives the portal its facts and takes its word for the learner who goes on', async () => {
    expect(await answer(ask('facts'), portal)).toEqual(facts);
    expect(await answer(ask('resume'), portal)).toEqual(attention);
  });

  it('tries the server again for the own page alone', async () => {
    expect(await answer(ask('retry'), ownPage)).toBeFalse();
    await expectAsync(answer(ask('retry'), portal)).toBeRejectedWithError(/may not ask for retry/);
    await expectAsync(answer(ask('resume'), ownPage)).toBeRejectedWithError(/may not ask for resume/);
  });

  it('hands over what a request is about, and only if it has the shape of the contract', async () => {
    const asked: unknown[] = [];
    const agreeing = answerPage(server, {
      ...unused,
      facts: () => facts,
      resume: () => attention,
      retry: () => Promise.resolve(false),
      agree: (of) => asked.push(of) > 0,
    });
    const of = { leaseId: '01890000-0000-7000-8000-000000000001', agreementKey: 'A'.repeat(43), nonce: 'n' };
    expect(await agreeing({ ...ask('agree'), of }, portal)).toBeTrue();
    expect(asked).toEqual([of]);
    for (const wrong of [undefined, { ...of, leaseId: 'x' }, { ...of, more: 1 }])
      await expectAsync(agreeing({ ...ask('agree'), of: wrong }, portal)).toBeRejectedWithError(/no such/);
  });

  it('leads from either page to the exit of the staff, and takes the password from the own page alone', async () => {
    const leaving = answerPage(server, {
      ...unused,
      facts: () => facts,
      resume: () => attention,
      retry: never,
      staffPage: () => true,
      staffReturn: () => true,
      staffExit: (password) => ({ outcome: password === 'right' ? 'leaving' : 'wrong', waitSeconds: 0 }),
    });
    for (const page of [portal, ownPage]) expect(await leaving(ask('staffPage'), page)).toBeTrue();
    const exit = { ...ask('staffExit'), of: 'right' };
    expect(await leaving(exit, ownPage)).toEqual({ outcome: 'leaving', waitSeconds: 0 });
    expect(await leaving(ask('staffReturn'), ownPage)).toBeTrue();
    await expectAsync(leaving(exit, portal)).toBeRejectedWithError(/may not ask for staffExit/);
    for (const wrong of ['', 'x'.repeat(201), 7])
      await expectAsync(leaving({ ...exit, of: wrong }, ownPage)).toBeRejectedWithError(/no such request/);
  });

  it('refuses other origins and inner frames', async () => {
    for (const sender of [
      { ...portal, isMainFrame: false },
      { ...ownPage, isMainFrame: false },
      { url: 'https://evil.example/', isMainFrame: true },
      { url: '', isMainFrame: true },
    ]) {
      await expectAsync(answer(ask('facts'), sender)).toBeRejectedWithError(/may not ask for facts/);
    }
  });

  it('refuses what the contract does not know', async () => {
    for (const request of [
      undefined,
      'facts',
      ask('quit'),
      ask('constructor'),
      { bridge: 2, ask: 'facts' },
    ]) {
      await expectAsync(answer(request, portal)).toBeRejectedWithError(/no such request/);
    }
  });

  it('lets no answer of another shape out', async () => {
    const careless = { ...facts, person: 'somebody' };
    const leaky = answerPage(server, {
      ...unused,
      facts: () => careless,
      resume: () => attention,
      retry: () => Promise.resolve(true),
    });
    await expectAsync(leaky(ask('facts'), portal)).toBeRejected();
  });
});

describe('the seal for a page that is going away', () => {
  const id = '01890000-0000-7000-8000-000000000001';
  const beat = {
    leaseId: id,
    epoch: 1,
    seq: 4,
    fromMs: 0,
    toMs: 9000,
    rate: 1,
    foreground: true,
    playing: true,
  };
  const request = { ...ask('seal'), of: { beat, by: null } };
  const mac = 'A'.repeat(43);
  const seal = sealAtOnce(server, ({ beat: of }) => (of.seq === 4 ? { after: 3, mac } : null));

  it('is given to the portal before it goes', () => {
    expect(seal(request, portal)).toEqual({ after: 3, mac });
    expect(seal({ ...request, of: { beat: { ...beat, seq: 5 }, by: null } }, portal)).toBeNull();
  });

  it('is none for other pages, other requests and wrong shapes, and no fault of the page either', () => {
    expect(seal(request, ownPage)).toBeNull();
    expect(seal(request, { url: 'https://evil.example/', isMainFrame: true })).toBeNull();
    expect(seal(ask('facts'), portal)).toBeNull();
    expect(seal({ ...request, of: {} }, portal)).toBeNull();
    const broken = sealAtOnce(server, () => {
      throw new Error('no key');
    });
    expect(broken(request, portal)).toBeNull();
  });
});
