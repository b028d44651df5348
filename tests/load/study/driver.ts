/** A process that holds many learners; told and asked over IPC by `crowd.ts`. */
import { idOf, cookieOf } from './learner-ids.ts';
import { openAgenda } from './agenda.ts';
import type { Beginning, CrowdOptions, FromDriver, ToDriver } from './crowd-messages.ts';
import { readFilm } from './film.ts';
import { StudyClient, type StudyWorld } from './study-client.ts';
import { Tally } from './tally.ts';
import type { SeededLease } from './accounts.ts';
import type { Told } from './reconcile.ts';

const figuresEveryMs = 250;
const golden = 0.618_033_988_749;

const clients = new Map<number, StudyClient>();
const say = (message: FromDriver) => void process.send!(message);
let options: CrowdOptions;
let world: StudyWorld;

function prepare(given: CrowdOptions): void {
  options = given;
  world = { film: readFilm(given.filmFile), agenda: openAgenda(), tally: new Tally() };
  setInterval(report, figuresEveryMs);
  say({ type: 'ready' });
}

function begin({ number, lease }: Beginning): void {
  const cookie = cookieOf(options.ids, number);
  const origin = options.origins[number % options.origins.length]!;
  const { beatEveryMs } = options;
  // Even over the interval, whoever comes when.
  const firstMs = Math.round(500 + ((number * golden) % 1) * (beatEveryMs - 500));
  const study = (held: SeededLease) => {
    const client = new StudyClient(world, { origin, cookie, lease: held, beatEveryMs, firstMs });
    clients.set(number, client);
    client.connect();
    return client;
  };
  if (lease) return void study(lease);
  const enrolmentId = idOf(options.ids, 'enrolment', number);
  const { apiOrigin, lessonId } = options;
  import('./watch-film.ts')
    .then(({ watchFilm }) => watchFilm(world, { apiOrigin, cookie, enrolmentId, lessonId, study }))
    .catch((error: unknown) => world.tally.fault(`watching: ${String(error)}`));
}

function report(): void {
  const { user, system } = process.cpuUsage();
  const { latency, ...tally } = { ...world.tally };
  const { counts, longestMs } = latency;
  const figures = {
    tally: { ...tally, latency: { counts, longestMs } },
    cpuMs: (user + system) / 1000,
    rssBytes: process.memoryUsage.rss(),
  };
  say({ type: 'figures', figures });
}

function told(): Told {
  const rows = [...clients];
  const whole = (of: (client: StudyClient) => number) => Int32Array.from(rows, ([, client]) => of(client));
  const ms = (of: (client: StudyClient) => number) => Float64Array.from(rows, ([, client]) => of(client));
  return {
    number: Int32Array.from(rows, ([number]) => number),
    ackedSeq: whole(({ ackedSeq }) => ackedSeq),
    sentSeq: whole(({ sentSeq }) => sentSeq),
    toldMs: ms(({ toldMs }) => toldMs),
    ackedDueMs: ms(({ ackedDueMs }) => ackedDueMs),
    sentDueMs: ms(({ sentDueMs }) => sentDueMs),
  };
}

process.on('message', (message: ToDriver) => {
  if (message.type === 'prepare') prepare(message.options);
  else if (message.type === 'begin') message.learners.forEach(begin);
  else if (message.type === 'stop') for (const client of clients.values()) client.stop();
  else if (message.type === 'tell') say({ type: 'told', told: told() });
  else {
    for (const client of clients.values()) client.close();
    setTimeout(() => process.exit(0), 500);
  }
});
process.on('disconnect', () => process.exit(0));
