import { join } from 'node:path';
import { mailSink } from '../../server/src/platform/testing/mail-sink.ts';
import { makeClip } from './clip.ts';
import { activate, enrol, openClass } from './commands/classes.ts';
import { assetWhen, upload } from './commands/assets.ts';
import { film, publishProgramme } from './commands/programmes.ts';
import { ownClass } from './commands/study.ts';
import { signIn } from './commands/signing-in.ts';
import { password } from './founders.ts';
import type { Http } from './http.ts';
import { ownDatabase } from './own-database.ts';
import { somebody, type Person } from './people.ts';
import { scratchFolder } from './places.ts';
import { startServer, type ServerProcess } from './server-process.ts';

/** A learner in the class of the stage. */
export interface StageLearner {
  readonly person: Person;
  readonly http: Http;
  readonly classId: string;
  readonly enrolmentId: string;
  /** Films in the order of the class; each is other content. */
  readonly lessonIds: readonly string[];
}

/**
 * The platform with the people of its demonstration, served by two processes on one database and one data folder,
 * and a class of short films. Made once, used by every run.
 */
export async function setStage() {
  const database = await ownDatabase();
  const dataDir = scratchFolder('data');
  const sink = await mailSink();
  const shared = { databaseUrl: database.url, dataDir };
  // Without ffmpeg the demonstration makes no films, which would take minutes; its people and history it makes.
  const seeding = await startServer({
    ...shared,
    role: 'all',
    env: { MINJIANG_DEMO: 'on', MINJIANG_DEMO_PASSWORD: password, FFMPEG_PATH: join(dataDir, 'none') },
  });
  await seeding.stop();
  const env = { MINJIANG_SMTP_URL: sink.url, ...siteFacts };
  const [first, api] = await Promise.all([
    startServer({ ...shared, role: 'all', env }),
    startServer({ ...shared, role: 'api', env }),
  ]);
  let second = api;
  const institution = await signIn(first.origin, 'institution');
  const classId = await filmClass(institution, join(dataDir, 'clips'));
  return {
    database,
    sink,
    institution,
    classId,
    first,
    second: () => second,
    /** SIGKILL to the second process, and a new one at its address. */
    async crashSecond(meanwhile: () => Promise<void> = () => Promise.resolve()) {
      await second.kill();
      await meanwhile();
      second = await second.again();
    },
    /** One more process, told something else from outside; whoever starts it stops it. */
    another: (more: Readonly<Record<string, string>>) =>
      startServer({ ...shared, role: 'api', env: { ...env, ...more } }),
    learner: () => learnerOf(institution, classId),
    servers: (): ServerProcess[] => [seeding, first, second],
    async strike() {
      await Promise.all([first.stop(), second.stop()]);
      await sink.close();
      await database.drop();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;

const siteFacts = {
  MINJIANG_OPERATOR: 'Minjiang',
  MINJIANG_ICP_NUMBER: 'ICP-20260001',
  MINJIANG_POLICE_NUMBER: '35010202000001',
  MINJIANG_SERVICE_PHONE: '0591-10000000',
  MINJIANG_SERVICE_HOURS: '08:00–22:00',
  MINJIANG_COMPLAINT_PHONE: '0591-10000001',
  MINJIANG_PRIVACY_CONTACT: 'privacy@minjiang.example',
};

/** Lengths of the films of the class: two short ones, and one that outlasts a cut of the network. */
const films = [12, 12, 32];
export const filmSeconds = films[0]!;

async function filmClass(institution: Http, clips: string): Promise<string> {
  const ids: string[] = [];
  for (const [index, length] of films.entries()) {
    const content = await makeClip(`${clips}-${index}.mp4`, length, 440 + 110 * index);
    ids.push(await upload(institution, { name: `film-${index + 1}.mp4`, content }));
  }
  for (const id of ids) await assetWhen(institution, id, 'ready');
  const lessons = ids.map((id, index) => film(id, `Film ${index + 1}`));
  const programmeId = await publishProgramme(institution, 'Short films', lessons);
  return openClass(institution, programmeId, 'Class of films');
}

async function learnerOf(institution: Http, classId: string): Promise<StageLearner> {
  const person = somebody();
  const enrolmentId = await enrol(institution, classId, person);
  const http = await activate(institution, { classId, enrolmentId }, person);
  const { lessons } = await ownClass(http);
  return { person, http, classId, enrolmentId, lessonIds: lessons.map(({ lessonId }) => lessonId) };
}

let stage: Promise<Stage> | undefined;

/** The one stage of this run, made when it is first asked for. */
export const theStage = (): Promise<Stage> => (stage ??= setStage());

/** Takes it down; called once, when every run is over. */
export const strikeStage = async (): Promise<void> => (await stage)?.strike();
