import type { BeatsAnswer, Beat } from '@minjiang/shared/learning';
import { creditedOf, openLease, recordOf } from '../support/commands/study.ts';
import { filmSeconds, theStage, type Stage } from '../support/stage.ts';
import { seconds } from '../support/waiting.ts';

/** Encoders end a film within a frame of the wished length. */
const frameMs = 250;

describe('the ledger, for a program that only speaks HTTP', () => {
  let stage: Stage;
  let lesson: Promise<void>;
  beforeAll(async () => {
    stage = await theStage();
    // It takes as long as the film, and the others go on meanwhile.
    lesson = studyWholeLesson();
    lesson.catch(() => undefined);
  }, 120_000);

  async function studyWholeLesson() {
    const { http, enrolmentId, lessonIds } = await stage.learner();
    const study = await openLease(http, { enrolmentId, lessonId: lessonIds[0]! });
    const { lease } = study;
    const media = await study.watch();
    expect(media.playable).toBeTrue();
    expect(media.durationMs).toBeCloseTo(lease.durationMs, -2);
    expect(Math.abs(lease.durationMs - filmSeconds * 1000)).toBeLessThan(frameMs);
    const answers: BeatsAnswer[] = [];
    for (let fromMs = 0; fromMs < lease.durationMs; fromMs += lease.beatEveryMs) {
      const toMs = Math.min(fromMs + lease.beatEveryMs, lease.durationMs);
      await seconds((toMs - fromMs) / 1000);
      answers.push(await study.send([study.beat({ fromMs, toMs })]));
    }
    expect(creditedOf(answers)).toBe(lease.durationMs);
    expect(answers.at(-1)?.lesson).toEqual(
      jasmine.objectContaining({ creditedMs: lease.durationMs, state: 'done' }),
    );
    const { totals, courses } = await recordOf(http);
    expect(totals.creditedMs).toBe(lease.durationMs);
    expect(courses[0]?.lessons[0]?.creditedMs).toBe(lease.durationMs);
  }

  it('credits two hundred beats of one lease once that come at once through two processes', async () => {
    const { http, enrolmentId, lessonIds } = await stage.learner();
    const study = await openLease(http, { enrolmentId, lessonId: lessonIds[0]! });
    await study.watch();
    await seconds(4);
    const beats = Array.from({ length: 200 }, (_, index) =>
      // Half of them are one beat sent again and again, half claim the same seconds under other numbers.
      study.beat({ seq: index < 100 ? 1 : 2 + (index % 19), fromMs: 0, toMs: 4000 }),
    );
    const origins = [stage.first.origin, stage.second().origin];
    const answers = await Promise.all(
      beats.map((beat, index) => study.send([beat], http.at(origins[index % 2]!))),
    );
    expect(answers.length).toBe(200);
    expect(creditedOf(answers)).toBe(4000);
    expect((await recordOf(http)).totals.creditedMs).toBe(4000);
  }, 60_000);

  it('has every acknowledged second after SIGKILL in mid-lesson, and goes on where it stopped', async () => {
    const { http: atFirst, enrolmentId, lessonIds } = await stage.learner();
    const http = atFirst.at(stage.second().origin);
    const study = await openLease(http, { enrolmentId, lessonId: lessonIds[0]! });
    await study.watch();
    const acknowledged: BeatsAnswer[] = [];
    const kept: Beat[] = [];
    let at = 0;
    // Four beats a second; what is not acknowledged is kept and sent again with the next, as a page does.
    const study250 = async () => {
      await seconds(0.25);
      kept.push(study.beat({ fromMs: at, toMs: at + 250 }));
      at += 250;
      const sent = kept.slice(0, 20);
      acknowledged.push(await study.send(sent));
      kept.splice(0, sent.length);
    };
    const crash = new AbortController();
    const studying = (async () => {
      while (!crash.signal.aborted) await study250();
    })().catch((error: unknown) => error);
    await seconds(3);
    await stage.crashSecond(async () => {
      crash.abort();
      await studying;
    });
    const before = creditedOf(acknowledged);
    expect(before).toBeGreaterThan(2000);
    const now = await recordOf(http);
    expect(now.totals.creditedMs).toBeGreaterThanOrEqual(before);
    while (at < 8000) await study250();
    expect(kept).toEqual([]);
    expect((await recordOf(http)).totals.creditedMs).toBe(at);
  }, 60_000);

  it('credits a lesson its length: lease, playlist, key, segments, beats', async () => {
    await expectAsync(lesson).toBeResolved();
  }, 60_000);
});
