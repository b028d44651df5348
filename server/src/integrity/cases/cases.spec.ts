import { caseRoutes, type Move } from '@minjiang/shared/integrity';
import { newId } from '@minjiang/shared/kernel';
import { casesFixture, uneven, type CasesFixture } from '../testing/cases-fixture.ts';

type Learner = Awaited<ReturnType<CasesFixture['learner']>>;

describe('cases', () => {
  let at: CasesFixture;
  let first: string;
  let second: string;
  let classId: string;
  beforeAll(async () => {
    at = await casesFixture();
    first = at.actors.enter({ role: 'system-admin' }).cookie;
    second = at.actors.enter({ role: 'security-admin' }).cookie;
    classId = await at.openClass();
  });
  afterAll(() => at.close());

  const reason = '核对了学习过程，按实际情况更正。';

  /** Four beats, of which the second was spent elsewhere, and the appeal about it. */
  async function appealed() {
    const who = await at.learner(classId);
    await at.study(who.actor, await at.open(who), uneven(4), { foreground: (beat) => beat !== 1 });
    const { lessonId } = at.lesson;
    const rows = await standing(who);
    const { day, ms } = rows.find(({ verdict }) => verdict === 'not-foreground')!;
    const subject = { kind: 'refusal' as const, lessonId, day, reason: 'not-foreground' as const };
    const body = { enrolmentId: who.enrolmentId, subject, text: '我一直在看，电脑弹出了窗口。' };
    const answer = await at.app.call(caseRoutes.appeal, { cookie: cookieOf(who), body });
    const move: Move = { lessonId, day, from: 'not-foreground', to: 'credited', ms };
    return { who, body, answer, move, params: { caseId: answer.body.case.caseId } };
  }
  const cookieOf = ({ actor }: Learner) => actor.cookie;
  const standing = (who: Learner) =>
    at.db.sql<{ day: string; verdict: string; ms: number }>(
      'SELECT day, verdict, ms FROM learning_figures WHERE enrolment_id = $1 ORDER BY verdict',
      [who.enrolmentId],
    );
  const propose = (params: { caseId: string }, moves: Move[], cookie = first) =>
    at.app.call(caseRoutes.proposeDecision, {
      cookie,
      params,
      body: { outcome: 'corrected', reason, moves },
    });
  const confirm = (params: { caseId: string }, agree = true, cookie = second) =>
    at.app.call(caseRoutes.confirmDecision, { cookie, params, body: { agree } });

  it('are appealed once, about what was really refused, by him alone', async () => {
    const { who, body, answer } = await appealed();
    expect(answer.body.case).toEqual(
      jasmine.objectContaining({
        origin: 'appeal',
        state: 'open',
        text: body.text,
        lessonName: '读一读',
      }) as never,
    );
    const ask = (more: object, cookie = cookieOf(who)) =>
      at.app.call(caseRoutes.appeal, { cookie, body: { ...body, ...more } });
    expect((await ask({})).problem?.code).toBe('already-appealed');
    const shouted = { ...body.subject, lessonId: body.subject.lessonId.toUpperCase() };
    expect((await ask({ subject: shouted })).problem?.code).toBe('already-appealed');
    expect((await ask({ subject: { ...body.subject, reason: 'gap' } })).problem?.code).toBe(
      'nothing-to-appeal',
    );
    const other = await at.learner(classId);
    expect((await ask({}, cookieOf(other))).problem?.code).toBe('not-found');
  });

  it('keep the words of learners and operators sealed', async () => {
    const { params, move } = await appealed();
    await propose(params, [move]);
    const rows = await at.db.sql<{ stored: string }>(
      `SELECT encode(c.text_sealed, 'escape') || encode(p.reason_sealed, 'escape') AS stored
       FROM integrity_cases c JOIN integrity_proposals p ON p.case_id = c.id WHERE c.id = $1`,
      [params.caseId],
    );
    expect(rows.length).toBe(1);
    for (const word of ['弹出', '核对']) {
      const escaped = [...Buffer.from(word)].map((byte) => `\\${byte.toString(8)}`).join('');
      expect(rows[0]!.stored).not.toContain(escaped);
    }
  });

  it('move time only when a second person agrees: sums move exactly, the whole stays, the old rows too', async () => {
    const { who, params, move } = await appealed();
    const before = await standing(who);
    const runs = () =>
      at.db.sql(
        `SELECT run_id, verdict, ms FROM learning_runs WHERE enrolment_id = $1 AND cause = 'study' ORDER BY run_id`,
        [who.enrolmentId],
      );
    await at.open(who);
    const studied = await runs();
    const proposed = await propose(params, [move]);
    expect(proposed.body.case.state).toBe('proposed');
    expect(proposed.body.case.can).toEqual({ propose: false, confirm: false });
    expect(await standing(who)).toEqual(before);
    expect((await confirm(params, true, first)).problem?.code).toBe('forbidden');
    const decided = await confirm(params);
    expect(decided.body.case.state).toBe('decided');
    const after = await standing(who);
    const of = (rows: typeof before, verdict: string) => rows.find((row) => row.verdict === verdict)?.ms ?? 0;
    expect(of(after, 'credited')).toBe(of(before, 'credited') + move.ms);
    expect(of(after, 'not-foreground')).toBe(0);
    const sum = (rows: typeof before) => rows.reduce((total, { ms }) => total + ms, 0);
    expect(sum(after)).toBe(sum(before));
    expect(await runs()).toEqual(studied);
    const mine = await at.app.call(caseRoutes.myCases, { cookie: cookieOf(who) });
    expect(mine.body.items[0]).toEqual(
      jasmine.objectContaining({
        state: 'decided',
        outcome: 'corrected',
        reason,
        movedMs: move.ms,
        mayAppeal: false,
      }) as never,
    );
    expect(
      at.notices.filter(({ accountId }) => accountId === who.accountId).map(({ template }) => template),
    ).toEqual(['case-decided']);
    expect((await confirm(params)).problem?.code).toBe('case-decided');
    expect((await propose(params, [move])).problem?.code).toBe('case-decided');
  });

  it('go back to the first person when the second does not agree, and nothing has moved', async () => {
    const { who, params, move } = await appealed();
    const before = await standing(who);
    await propose(params, [move]);
    const back = await confirm(params, false);
    expect(back.body.case.state).toBe('open');
    expect(back.body.case.proposal).toBeNull();
    expect(await standing(who)).toEqual(before);
    expect((await propose(params, [move])).body.case.state).toBe('proposed');
  });

  it('are never confirmed by the account that proposed, whatever its role is now', async () => {
    const { params, move } = await appealed();
    const accountId = newId();
    await propose(params, [move], at.actors.enter({ role: 'system-admin', accountId }).cookie);
    const again = at.actors.enter({ role: 'security-admin', accountId }).cookie;
    expect((await confirm(params, true, again)).problem?.code).toBe('second-person');
  });

  it('refuse a correction of more than stands, and name the field', async () => {
    const { params, move } = await appealed();
    const more = await propose(params, [{ ...move, ms: move.ms + 1 }]);
    expect(more.problem?.code).toBe('correction-not-covered');
    expect(more.problem?.errors?.[0]?.path).toBe('moves.0.ms');
    expect((await propose(params, [])).problem?.errors?.[0]?.code).toBe('moves-missing');
    const body = { outcome: 'reopened' as const, reason, moves: [] };
    const reopened = await at.app.call(caseRoutes.proposeDecision, { cookie: first, params, body });
    expect(reopened.problem?.errors?.[0]?.code).toBe('not-stopped');
  });

  it('that change nothing are decided by one person, and leave the evidence of who did what', async () => {
    const { params } = await appealed();
    const body = { outcome: 'no-change' as const, reason, moves: [] };
    const answer = await at.app.call(caseRoutes.proposeDecision, { cookie: first, params, body });
    expect(answer.body.case.outcome).toBe('no-change');
    const events = await at.db.sql<{ kind: string }>(
      'SELECT kind FROM platform_events WHERE subject_id = $1 ORDER BY at',
      [params.caseId],
    );
    expect(events.map(({ kind }) => kind)).toEqual(['integrity.appealed', 'integrity.case-decided']);
  });

  it('show the evidence on a time line and what may be moved', async () => {
    const { params, move } = await appealed();
    const { body } = await at.app.call(caseRoutes.getCase, { cookie: second, params });
    const verdicts = body.case.timeline.map((entry) => (entry.kind === 'run' ? entry.verdict : entry.kind));
    expect(verdicts).toEqual(['credited', 'not-foreground', 'credited']);
    expect(body.case.standing).toContain({
      lessonId: move.lessonId,
      lessonName: '读一读',
      day: move.day,
      verdict: 'not-foreground',
      ms: move.ms,
    });
    expect(body.case.can).toEqual({ propose: false, confirm: false });
  });

  it('of checks are opened once by the event that study was stopped', async () => {
    const who = await at.learner(classId);
    const event = {
      id: newId(),
      kind: 'integrity.stopped',
      actorId: null,
      subjectKind: 'enrolment',
      data: {},
    };
    for (let n = 0; n < 2; n++)
      await at.inTx((tx) => at.integrity.onStopped({ ...event, subjectId: who.enrolmentId }, tx));
    const { body } = await at.app.call(caseRoutes.listCases, { cookie: first, query: { origin: 'checks' } });
    expect(body.items.map(({ enrolmentId }) => enrolmentId)).toEqual([who.enrolmentId]);
  });

  it('are out of reach of the institution: none of its permissions opens a route of them', async () => {
    const { params, move } = await appealed();
    const admin = at.actors.enter({ role: 'institution-admin', organisationId: at.organisationId }).cookie;
    const codes = [
      await propose(params, [move], admin),
      await confirm(params, true, admin),
      await at.app.call(caseRoutes.listCases, { cookie: admin }),
      await at.app.call(caseRoutes.getCase, { cookie: admin, params }),
    ].map(({ problem }) => problem?.code);
    expect(new Set(codes)).toEqual(new Set(['forbidden']));
  });
});
