import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attention } from '@minjiang/shared/desktop';
import { scratchFolder } from '../support/places.ts';
import { until } from '../support/waiting.ts';
import { atSignIn, signInAtTheMachine, theHall, type Hall } from './hall.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';
import type { Shell } from './shell.ts';

const limitMs = 500;

/** What the machine itself tells of who else may see the session. */
describe('the sensors of a kiosk', () => {
  let hall: Hall;
  let shell: Shell;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
  }, 180_000);

  const attention = () =>
    page.evaluate<Attention>('window.minjiangShell.facts().then(({ attention }) => attention)');
  const resume = () => page.evaluate<boolean>('window.minjiangShell.resume().then(({ counts }) => counts)');

  /** A program of another name that does nothing. */
  function run(name: string) {
    const path = join(scratchFolder('program'), name);
    copyFileSync('/bin/sleep', path);
    const child = spawn(path, ['60'], { stdio: 'ignore' });
    return { end: () => void child.kill('SIGKILL') };
  }

  it('hold study in a session that was begun from elsewhere, and the sign-in page stands all the same', async () => {
    ({ shell, page } = await hall.start(hall.home, { XRDP_SESSION: '1' }));
    await atSignIn(page);
    await until('the sensor', async () => (await attention()).reason === 'remote-session', 5_000);
    expect(await resume()).toBeFalse();
    expect(shell.log()).toContain('"signals":["remote-session"');
  }, 60_000);

  it('hold it when somebody connects, and let the learner go on when he is gone', async () => {
    ({ shell, page } = await hall.start());
    await signInAtTheMachine(hall, page, 'learner1');
    await until('attention that counts', resume, 8_000);
    const from = Date.now();
    const session = run('xrdp-chansrv');
    await until('the sensor', async () => (await attention()).reason === 'remote-session', 8_000, 10);
    const tookMs = Date.now() - from;
    tell('a remote session to pause', `${tookMs} ms`);
    expect(tookMs).toBeLessThan(limitMs);
    expect(await resume()).toBeFalse();
    session.end();
    await until('that the learner may go on', async () => (await attention()).resumable, 8_000);
    expect(await resume()).toBeTrue();
  }, 90_000);

  it('only note a program by which somebody could connect', async () => {
    const program = run('x11vnc');
    await until('the sensor', () => Promise.resolve(shell.log().includes('"remote-control"')), 8_000);
    expect(await attention()).toEqual({ counts: true, reason: null, resumable: false });
    program.end();
  }, 30_000);

  it('stand beside the record of who studies, like the word of Safe Exam Browser', async () => {
    const answer = await page.evaluate<number>(`(async () => {
      const { classes } = await (await fetch('/api/v1/me/classes')).json();
      const [found] = classes.flatMap(({ enrolmentId, courses }) =>
        courses
          .flatMap(({ chapters }) => chapters.flatMap(({ lessons }) => lessons))
          .filter(({ kind }) => kind === 'image-text')
          .map(({ lessonId }) => ({ enrolmentId, lessonId })));
      const client = { kind: 'web', pageId: 'exam-browser', proves: true };
      const { status } = await fetch('/api/v1/study/leases', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-safeexambrowser-configkeyhash': '${'a'.repeat(64)}' },
        body: JSON.stringify({ ...found, client }),
      });
      return status;
    })()`);
    expect(answer).toBeLessThan(300);
    const rows = await hall.database.rows<{ kind: string; openings: number; terminal: string }>(
      `SELECT s.kind, s.openings, t.terminal FROM integrity_sensed s JOIN learning_lease_terms t USING (account_id)
       WHERE s.kind = 'safe-exam-browser'`,
      [],
    );
    expect(rows).toEqual([{ kind: 'safe-exam-browser', openings: 1, terminal: 'web' }]);
  }, 30_000);
});
