import { checkRoutes } from '@minjiang/shared/integrity';
import { messagingRoutes } from '@minjiang/shared/messaging';
import { mailSink } from '../../platform/testing/mail-sink.ts';
import { checksWorld, type ChecksWorld, type Learner } from '../testing/checks-world.ts';

const digits = /验证码是：(\d{6})/;

describe('codes of checks', () => {
  let world: ChecksWorld;
  let sink: Awaited<ReturnType<typeof mailSink>>;
  beforeAll(async () => {
    sink = await mailSink();
    world = await checksWorld({
      checks: { kinds: ['message-code'], retries: 1 },
      smtpUrl: sink.url,
      email: 'xiulan@example.org',
    });
    await world.jobs.start({ work: true });
    world.events.start();
  });
  afterAll(async () => {
    await world.events.stop();
    await world.jobs.stop();
    await sink.close();
    await world.close();
  });
  beforeEach(() => world.awayFromMidnight());

  async function atACode(): Promise<{ who: Learner; checkId: string }> {
    const who = await world.learner();
    await world.study(who, world.lessons.first, 0, 60_000);
    const { check } = await world.standing(who);
    expect(check).toEqual(
      jasmine.objectContaining({ kind: 'message-code', question: null, codeSentTo: ['notice', 'email'] }),
    );
    return { who, checkId: check!.checkId };
  }
  const mailed = async () => digits.exec((await sink.next()).text)?.[1] ?? '';
  const noticed = async (who: Learner) => {
    const { items } = await world.notices(who);
    return String(items.find(({ template }) => template === 'check-code')?.params['code']);
  };
  const answer = (who: Learner, checkId: string, code: string) =>
    world.app.call(checkRoutes.answerCheck, {
      params: { checkId },
      body: { kind: 'message-code', code },
      cookie: who.cookie,
    });
  const again = (who: Learner, checkId: string) =>
    world.app.call(checkRoutes.sendCodeAgain, { params: { checkId }, cookie: who.cookie });
  const other = (code: string) => (code === '000000' ? '000001' : '000000');

  it('go by notice and by mail, and the one that was sent passes', async () => {
    const { who, checkId } = await atACode();
    const code = await mailed();
    expect(code).toMatch(/^\d{6}$/);
    expect(await noticed(who)).toBe(code);
    expect((await answer(who, checkId, code)).body.outcome).toBe('passed');
  });

  it('stand in no table and no job', async () => {
    const { who } = await atACode();
    const code = await mailed();
    expect(await noticed(who)).toBe(code);
    const kept = await world.db.sql<{ row: string }>(
      `SELECT to_jsonb(t) - 'params_sealed' - 'id' AS row FROM (SELECT * FROM messaging_notices) t
       UNION ALL SELECT to_jsonb(t) FROM (SELECT template, state, error_code FROM messaging_deliveries) t
       UNION ALL SELECT data FROM jobs.job
       UNION ALL SELECT to_jsonb(t) FROM (SELECT kind, occasion, state, tries, tries_left, option_order, asked, code_sent_to,
         codes_sent_again, cancelled_ms FROM integrity_checks) t
       UNION ALL SELECT data FROM platform_events`,
    );
    expect(kept.length).toBeGreaterThan(3);
    expect(JSON.stringify(kept)).not.toContain(`"${code}"`);
    const [sealed] = await world.db.sql<{ params: Buffer }>(
      'SELECT params_sealed AS params FROM messaging_notices WHERE account_id = $1',
      [who.actor.accountId],
    );
    expect(sealed!.params.toString('latin1')).not.toContain(code);
  });

  it('change with a wrong one, and the check is missed when no try is left', async () => {
    const { who, checkId } = await atACode();
    const code = await mailed();
    expect((await answer(who, checkId, other(code))).body.outcome).toBe('again');
    const next = await mailed();
    expect(await noticed(who)).toBe(next);
    expect(next).not.toBe(code);
    expect((await answer(who, checkId, other(next))).body.outcome).toBe('missed');
  });

  it('are sent again three times, the same one, while its time goes on', async () => {
    const { who, checkId } = await atACode();
    const code = await mailed();
    const { check } = await world.standing(who);
    for (let time = 0; time < 3; time++) {
      expect((await again(who, checkId)).body.check!.answerBy).toBe(check!.answerBy);
      expect(await mailed()).toBe(code);
    }
    expect((await again(who, checkId)).problem?.code).toBe('code-too-often');
    await world.shiftClock(63_000);
    expect((await again(who, checkId)).problem?.code).toBe('check-over');
    expect((await world.standing(who)).missed).toBe(1);
  });

  it('are in a notice of their reader alone, which is read and expires', async () => {
    const { who: stranger } = await atACode();
    const { who } = await atACode();
    await Promise.all([mailed(), mailed()]);
    const { items, unread } = await world.notices(who);
    expect([items.length, unread]).toEqual([1, 1]);
    const { noticeId } = items[0]!;
    const read = (by: Learner) =>
      world.app.call(messagingRoutes.readNotice, { params: { noticeId }, cookie: by.cookie });
    expect((await read(stranger)).problem?.code).toBe('not-found');
    expect((await read(who)).status).toBe(204);
    expect((await world.notices(who)).unread).toBe(0);
    await world.shiftClock(61_000);
    expect((await world.notices(who)).items).toEqual([]);
    await world.messaging.cleanUp();
    const left = await world.db.sql('SELECT 1 FROM messaging_notices WHERE id = $1', [noticeId]);
    expect(left).toEqual([]);
  });
});
