import type { LearnerRecord, RefusalReason } from '@minjiang/shared/learning';
import { launch, needsWindows, takeSeat, type Seat } from '../support/browser/browser.ts';
import { cuttableLine } from '../support/browser/cuttable-line.ts';
import { lookElsewhere, withRealFocus } from '../support/browser/focus.ts';
import { browserWithTabs } from '../support/browser/own-tabs.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { recordOf } from '../support/commands/study.ts';
import { together } from '../support/commands/together.ts';
import { enter } from '../support/pages/entering.ts';
import { finished, isPaused, play, playOn, positionOf } from '../support/pages/studying.ts';
import { words } from '../support/pages/texts.ts';
import { theStage, type Stage, type StageLearner } from '../support/stage.ts';
import { seconds } from '../support/waiting.ts';

const awaySeconds = 10;
const cutSeconds = 20;

/** What players in a real browser earn, each in a browser of his own, all at the same time. */
describe('a learner in a browser', () => {
  let stage: Stage;
  let runs: ReturnType<typeof start>;
  beforeAll(async () => {
    stage = await theStage();
    runs = start();
  }, 120_000);

  const start = () => together({ hidden, elsewhere, ahead, cut, displaced });

  /** Plays a film of the class, does something meanwhile, and plays it to its end. */
  async function studies(seat: Seat, learner: StageLearner, lesson: number, meanwhile: () => Promise<void>) {
    await enter(seat.page, learner.person.phone);
    await play(seat.page, learner.enrolmentId, learner.lessonIds[lesson]!);
    await seconds(2);
    await meanwhile();
    await playOn(seat.page);
    await finished(seat.page, 60_000);
    return recordIn(seat);
  }

  async function hidden() {
    const learner = await stage.learner();
    const seat = await browserWithTabs(stage.first.origin);
    const seen: string[] = [];
    const record = await studies(seat, learner, 0, async () => {
      const cover = await seat.coverWithTab();
      await seconds(awaySeconds);
      seen.push(await seat.page.evaluate(() => document.visibilityState), String(await isPaused(seat.page)));
      await cover.back();
      seen.push(await seat.page.evaluate(() => document.visibilityState));
    });
    await seat.leave();
    return { seen, record };
  }

  async function elsewhere() {
    const learner = await stage.learner();
    const seat = await takeSeat(await launch(), stage.first.origin);
    const seen: unknown[] = [];
    const record = await studies(seat, learner, 0, async () => {
      await withRealFocus(seat.page);
      const other = await lookElsewhere(seat.page);
      await seconds(awaySeconds);
      const look = () => seat.page.evaluate(() => [document.visibilityState, document.hasFocus()]);
      seen.push(...(await look()), await isPaused(seat.page));
      seen.push(await seat.page.getByText(words('learning.reasons.not-foreground.now')).count());
      await other.back();
    });
    await seat.context.browser()?.close();
    return { seen, record };
  }

  async function ahead() {
    const learner = await stage.learner();
    const seat = await takeSeat(await launch(), stage.first.origin);
    const places: number[] = [];
    const credited: number[] = [];
    const record = await studies(seat, learner, 0, async () => {
      await seat.page.locator('video').evaluate((video: HTMLVideoElement) => void (video.currentTime = 10));
      await seconds(1.5);
      places.push(await positionOf(seat.page));
      credited.push((await recordIn(seat)).totals.creditedMs);
    });
    await seat.context.browser()?.close();
    return { places, credited, record };
  }

  async function cut() {
    const learner = await stage.learner();
    const line = await cuttableLine(stage.first.port);
    const seat = await takeSeat(await launch(), line.origin);
    const said: number[] = [];
    const record = await studies(seat, learner, 2, async () => {
      line.cut();
      await seconds(cutSeconds);
      said.push(await seat.page.getByText(words('learning.strip.offline')).count());
      line.mend();
    });
    await seat.context.browser()?.close();
    await line.close();
    return { said, record };
  }

  async function displaced() {
    const learner = await stage.learner();
    const seat = await takeSeat(await launch(), stage.first.origin);
    await enter(seat.page, learner.person.phone);
    await play(seat.page, learner.enrolmentId, learner.lessonIds[0]!);
    // Longer than a page waits before it sends what it has.
    await seconds(7);
    const later = await signIn(stage.second().origin, learner.person.phone);
    const at = Date.now();
    await seat.page.getByText(words('api.codes.session-displaced')).waitFor();
    const afterMs = Date.now() - at;
    const before = (await recordOf(later)).totals.creditedMs;
    await seconds(5);
    const after = (await recordOf(later)).totals.creditedMs;
    await seat.context.browser()?.close();
    return { afterMs, before, after };
  }

  it('earns nothing while the page is hidden, and is told why', async () => {
    needsWindows();
    const { seen, record } = await runs.hidden;
    expect(seen).toEqual(['hidden', 'true', 'visible']);
    expectWholeFilm(record);
    expect(refusedMs(record, 'not-foreground')).toBeGreaterThan((awaySeconds - 2) * 1000);
  }, 120_000);

  it('earns nothing while another window has the focus, and is told why', async () => {
    needsWindows();
    const { seen, record } = await runs.elsewhere;
    expect(seen).toEqual(['visible', false, true, 1]);
    expectWholeFilm(record);
    expect(refusedMs(record, 'not-foreground')).toBeGreaterThan((awaySeconds - 2) * 1000);
  }, 120_000);

  it('earns nothing by jumping ahead: the player goes back to where he was', async () => {
    const { places, credited, record } = await runs.ahead;
    expect(places[0]).toBeLessThan(8);
    expect(credited[0]).toBeLessThan(8000);
    expectWholeFilm(record);
  }, 120_000);

  it('loses nothing to a cut of twenty seconds', async () => {
    const { said, record } = await runs.cut;
    expect(said).toEqual([1]);
    expectWholeFilm(record);
    expect(refusedMs(record, 'gap')).toBe(0);
  }, 120_000);

  it('is told at once that his account was signed in elsewhere, and earns nothing here from then on', async () => {
    const { afterMs, before, after } = await runs.displaced;
    expect(afterMs).toBeLessThan(2000);
    expect(before).toBeGreaterThan(0);
    expect(after).toBe(before);
  }, 120_000);
});

/** Everything of the film was credited, and no more than the film. */
function expectWholeFilm(record: LearnerRecord): void {
  const { courses, totals } = record;
  const lesson = courses.flatMap(({ lessons }) => lessons).find(({ creditedMs }) => creditedMs > 0);
  expect(Math.abs(totals.creditedMs - (lesson?.durationMs ?? 0))).toBeLessThanOrEqual(1000);
  expect(totals.creditedMs).toBeLessThanOrEqual(lesson?.durationMs ?? 0);
  expect(refusedMs(record, 'not-delivered')).toBe(0);
}

/** The record of who sits there, asked with his own cookie: to sign in once more would end his page. */
async function recordIn({ page, context }: Seat): Promise<LearnerRecord> {
  const answer = await context.request.get(new URL('/api/v1/me/record', page.url()).href);
  return (await answer.json()) as LearnerRecord;
}

const refusedMs = ({ refused }: LearnerRecord, reason: RefusalReason): number =>
  refused.find((one) => one.reason === reason)?.ms ?? 0;
