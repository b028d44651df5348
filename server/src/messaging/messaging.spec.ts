import { newId } from '@minjiang/shared/kernel';
import { type Jobs } from '../platform/index.ts';
import { makeJobs } from '../platform/testing/parts.ts';
import { testDatabase, type TestDatabase } from '../platform/testing/database.ts';
import { deliverMail } from './mail/deliver-mail.ts';
import { smtpMail } from './mail/send-mail.ts';
import { makeMessaging, messagingMigrations, type Messaging } from './index.ts';
import { mailSink } from '../platform/testing/mail-sink.ts';

describe('messaging', () => {
  let test: TestDatabase;
  let sink: Awaited<ReturnType<typeof mailSink>>;
  let jobs: Jobs;
  let messaging: Messaging;
  const wanted = new Map<string, string>();
  const compose = (subjectId: string) => {
    const text = wanted.get(subjectId);
    return Promise.resolve(text ? { to: 'xiulan@example.org', subject: '您好', text } : null);
  };

  beforeAll(async () => {
    [test, sink] = await Promise.all([testDatabase(messagingMigrations), mailSink()]);
    const { db, clock, log, url } = test;
    jobs = makeJobs(url, log);
    messaging = makeMessaging({
      db,
      clock,
      sealing: test.sealing,
      log,
      jobs,
      smtpUrl: sink.url,
      mailFrom: 'minjiang@example.org',
    });
    messaging.defineMail('greeting', compose);
    await jobs.start({ work: true });
  });
  afterAll(async () => {
    await jobs.stop();
    await sink.close();
    await test.close();
  });

  const subject = (text?: string) => {
    const subjectId = newId();
    if (text) wanted.set(subjectId, text);
    return { template: 'greeting', accountId: newId(), subjectId };
  };
  const queue = (about: ReturnType<typeof subject>) =>
    test.db.transaction(async (tx) => messaging.queueMail(tx, await test.clock.now(tx.sql), about));
  const rowOf = async (subjectId: string) =>
    (
      await test.db.sql<{
        id: string;
        channel: string;
        state: string;
        attempts: number;
        error: string | null;
      }>(
        `SELECT id, channel, state, attempts, error_code AS error FROM messaging_deliveries WHERE subject_id = $1`,
        [subjectId],
      )
    )[0];
  const settled = async (subjectId: string) => {
    for (let i = 0; i < 400; i++) {
      const row = await rowOf(subjectId);
      if (row && row.state !== 'waiting') return row;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the delivery was not settled within ten seconds');
  };

  it('hands a mail to the mail server and keeps how it went, without address or text', async () => {
    const about = subject('课程明天开始。');
    await queue(about);
    const mail = await sink.next();
    expect(mail.to).toEqual(['xiulan@example.org']);
    expect(mail.from).toBe('minjiang@example.org');
    expect(mail.text).toContain('课程明天开始。');
    expect(await settled(about.subjectId)).toEqual(
      jasmine.objectContaining({ channel: 'email', state: 'sent', attempts: 1, error: null }),
    );
    const kept = await test.db.sql<{ row: string }>(
      `SELECT t::text AS row FROM messaging_deliveries t UNION ALL SELECT t::text FROM jobs.job t`,
    );
    const text = kept.map(({ row }) => row).join('\n');
    expect(text).toContain(about.accountId);
    expect(text).not.toContain('xiulan@');
    expect(text).not.toContain('课程');
  });

  it('sends several that were asked for at once', async () => {
    const abouts = ['一', '二', '三'].map((text) => subject(text));
    await Promise.all(abouts.map(queue));
    for (const { subjectId } of abouts) expect((await settled(subjectId)).state).toBe('sent');
    expect((await Promise.all(abouts.map(() => sink.next()))).length).toBe(3);
  });

  it('sends nothing for a transaction that did not commit', async () => {
    const about = subject('nobody asked');
    const broken = test.db.transaction(async (tx) => {
      await messaging.queueMail(tx, await test.clock.now(tx.sql), about);
      throw new Error('rolled back');
    });
    await expectAsync(broken).toBeRejectedWithError('rolled back');
    expect(await rowOf(about.subjectId)).toBeUndefined();
  });

  it('drops what is no longer wanted, and gives up an address that is refused', async () => {
    const gone = subject();
    await queue(gone);
    expect((await settled(gone.subjectId)).state).toBe('dropped');
    sink.refuse(550);
    const refused = subject('no such box');
    await queue(refused);
    expect(await settled(refused.subjectId)).toEqual(
      jasmine.objectContaining({ state: 'failed', attempts: 1, error: 'smtp-550' }),
    );
  });

  it('tries again after a fault that passes, telling the job a code and no address', async () => {
    const { db, clock, log } = test;
    const templates = new Map([['greeting', compose]]);
    const about = subject('第二次成功');
    const id = newId();
    await db.sql(
      `INSERT INTO messaging_deliveries (id, channel, template, account_id, subject_id, state, requested_at)
       VALUES ($1, 'email', 'greeting', $2, $3, 'waiting', now())`,
      [id, about.accountId, about.subjectId],
    );
    const deps = { db, clock, log, templates, send: smtpMail(sink.url, 'minjiang@example.org') };
    sink.refuse(451);
    await expectAsync(deliverMail(deps, id)).toBeRejectedWithError('the mail server answered smtp-451');
    expect(await rowOf(about.subjectId)).toEqual(jasmine.objectContaining({ state: 'waiting', attempts: 1 }));
    await deliverMail(deps, id);
    expect((await rowOf(about.subjectId))?.state).toBe('sent');
    expect((await sink.next()).text).toContain('第二次成功');
    await deliverMail(deps, id);
    expect(sink.mails.length).toBe(0);
  });

  it('notes what was handed over on paper', async () => {
    const about = subject();
    await test.db.transaction(async (tx) => messaging.recordSlip(tx, await test.clock.now(tx.sql), about));
    expect(await rowOf(about.subjectId)).toEqual(
      jasmine.objectContaining({ channel: 'slip', state: 'handed-over', attempts: 0 }),
    );
  });
});
