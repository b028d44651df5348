import { setTimeout as wait } from 'node:timers/promises';
import { linesOf, resolved } from '../../support/commands/watching.ts';
import { openLease } from '../../support/commands/study.ts';
import { visit, type Http } from '../../support/http.ts';
import type { SeededLease } from './accounts.ts';
import type { StudyClient, StudyWorld } from './study-client.ts';

/** Segments that a player has loaded ahead of its place. */
const ahead = 2;

interface Watcher {
  readonly apiOrigin: string;
  readonly cookie: string;
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly study: (lease: SeededLease) => StudyClient;
}

/** One who takes his lease over HTTP and loads the film as he goes, and whose film must be the one all others hold. */
export async function watchFilm(world: StudyWorld, of: Watcher): Promise<void> {
  const http = visit(of.apiOrigin, { cookie: of.cookie });
  const { lease } = await patiently(() =>
    openLease(http, { enrolmentId: of.enrolmentId, lessonId: of.lessonId }),
  );
  const client = of.study(lease);
  const master = await textOf(http, lease.playback!.playlistUrl);
  const variant = resolved(lease.playback!.playlistUrl, linesOf(master)[0]!);
  const urls = linesOf(await textOf(http, variant)).map((url) => resolved(variant, url));
  const { agenda, tally, film } = world;
  let next = 0;
  const load = async () => {
    const url = urls[next];
    const held = film.segments[next];
    next += 1;
    if (!url || !held || client.stopped) return;
    const { status, bytes } = await http.send('GET', url);
    if (status === 503) {
      next -= 1;
      agenda.at(performance.now() + 2000, plan);
      return;
    }
    if (status !== 200) tally.fault(`segment-${status}`);
    else if (!bytes.equals(held.bytes)) tally.fault('segment-altered');
    tally.segments += 1;
    tally.segmentBytes += bytes.length;
    plan();
  };
  const plan = () => {
    const wanted = film.segments[next - ahead]?.fromMs ?? 0;
    agenda.at(performance.now() + Math.max(0, wanted - client.positionMs), () => {
      load().catch(() => {
        tally.fault('segment-failed');
        plan();
      });
    });
  };
  plan();
}

const textOf = (http: Http, url: string): Promise<string> =>
  patiently(async () => {
    const { status, bytes } = await http.send('GET', url);
    if (status !== 200) throw new Error(`a playlist was answered ${status}`);
    return bytes.toString();
  });

/** A platform that is busy, while thousands come, asks to come again; a page does so by itself. */
async function patiently<T>(work: () => Promise<T>, tries = 30): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (--tries === 0 || !String(error).includes('503')) throw error;
      await wait(1000 + Math.random() * 2000);
    }
  }
}
