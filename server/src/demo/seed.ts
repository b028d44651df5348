import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { addDays, localDay, startOfLocalDay } from '@minjiang/shared/kernel';
import type { LaunchMessage } from '../../launch/messages.ts';
import type { App } from '../app.ts';
import type { Author } from '../catalog/index.ts';
import type { Config } from '../config.ts';
import { lessonsOf } from '../learning/index.ts';
import { alone } from '../platform/index.ts';
import { electrician, films, fireSafety, noPlace, startLines } from './demo-texts.ts';
import { keepPassword, keptPassword, randomPassword } from './demo-password.ts';
import { makeFilm } from './films.ts';
import { pastDates, studyThePast, type PastLearner } from './history.ts';
import { changePasswords, demoPeople, type DemoPeople } from './people.ts';
import { allDay, electricianCourses, fireSafetyCourses, publishProgramme, withChecks } from './programmes.ts';
import { openClassWith } from './training-classes.ts';

type Say = (text: string) => void;
type Step = ReturnType<typeof makeSteps>;
const dayMs = 86_400_000;
const longestEncodingMs = 900_000;

/** Several processes may start together on one database: one fills it, the others find it filled. */
const lockKey = 727_106;

/**
 * Fills an empty platform with the demonstration, step by step; every step looks whether it was done, so that a
 * start that was cut short goes on where it stopped.
 * @returns the lines to print
 */
export async function seedDemonstration(
  app: App,
  config: Config,
  tell: (message: LaunchMessage) => void,
): Promise<string[]> {
  return alone(app.db.pool, lockKey, () => seed(app, config, tell));
}

async function seed(app: App, config: Config, tell: (message: LaunchMessage) => void): Promise<string[]> {
  const kept = keptPassword(config.dataDir);
  const password = config.demoPassword ?? kept ?? randomPassword();
  const progress = (text: string) => tell({ type: 'progress', text });
  const lines = startLines(password, app.ffmpegPath !== null);
  const step = makeSteps(app);
  const people = await demoPeople(app, password, progress);
  if (!people) return [noPlace];
  if (password !== kept) {
    await changePasswords(app, people, password);
    keepPassword(config.dataDir, password);
  }
  const author: Author = { accountId: people.accounts['institution']!, organisationId: people.institution };
  await seedPast(app, author, people, step, progress);
  const filmIds = await seedFilms(app, config, author, step, progress);
  await seedPresent(app, author, filmIds, step, progress);
  await step('summed-up', () => {
    progress('Summing up what was studied');
    return app.sumUp();
  });
  return lines;
}

/** Steps done are kept in the database beside what they made. */
function makeSteps(app: App) {
  return async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const [known] = await app.db.sql<{ result: T }>('SELECT result FROM demo_steps WHERE name = $1', [name]);
    if (known) return known.result;
    const result = await work();
    await app.db.sql('INSERT INTO demo_steps (name, result) VALUES ($1, $2)', [name, JSON.stringify(result)]);
    return result;
  };
}

/** A finished class in which the learners have studied, so that no page is empty. */
async function seedPast(
  app: App,
  author: Author,
  people: DemoPeople,
  step: Step,
  progress: Say,
): Promise<void> {
  const now = await app.clock.now(app.db.sql);
  const { opensOn, closesOn } = pastDates(now);
  const before = startOfLocalDay(opensOn) - dayMs;
  const programmeId = await step('past-programme', () => {
    progress('Creating a finished class with its history');
    // Nobody was there to answer checks in a history that is simulated.
    const courses = fireSafetyCourses();
    return publishProgramme(app, author, before, { ...fireSafety, courses, rules: allDay });
  });
  const given = { programmeId, name: fireSafety.className, opensOn, closesOn };
  const roster = await step('past-class', () => openClassWith(app, author, given, before));
  await step('history', async () => {
    const version = await app.modules.catalog.version(app.db.sql, roster.programmeVersionId);
    const lessonIds = lessonsOf(version!).map(({ lessonId }) => lessonId);
    const learners = Object.entries(roster.enrolments).map(([userName, enrolmentId], index): PastLearner => ({
      accountId: people.accounts[userName]!,
      enrolmentId,
      lessons: Math.max(1, lessonIds.length - Math.max(0, index - 2)),
    }));
    await studyThePast(app, lessonIds, learners, opensOn);
    return true;
  });
}

/** Makes, uploads and encodes the films; without ffmpeg there are none. @returns asset ids */
async function seedFilms(
  app: App,
  config: Config,
  author: Author,
  step: Step,
  progress: Say,
): Promise<string[]> {
  const { ffmpegPath } = app;
  if (!ffmpegPath) return [];
  const folder = join(config.dataDir, 'demo');
  await mkdir(folder, { recursive: true });
  const ids: string[] = [];
  for (const [index, film] of films.entries()) {
    const id = await step(`film-${index}`, async () => {
      progress(`Making demonstration film ${index + 1} of ${films.length}`);
      const localPath = join(folder, `${index}.mp4`);
      await makeFilm(ffmpegPath, index, film, localPath);
      const now = await app.clock.now(app.db.sql);
      const { accountId: actorId, organisationId } = author;
      const given = { organisationId, actorId, kind: 'video' as const, name: film.name, localPath };
      return app.db.transaction((tx) => app.modules.content.ingest(tx, now, given));
    });
    ids.push(id);
  }
  await step('films-encoded', () => {
    progress('Encoding the films for streaming');
    return encoded(app, author.organisationId, ids);
  });
  await rm(folder, { recursive: true, force: true });
  return ids;
}

/** The class that is open now. */
async function seedPresent(
  app: App,
  author: Author,
  filmIds: string[],
  step: Step,
  progress: Say,
): Promise<void> {
  const now = await app.clock.now(app.db.sql);
  const today = localDay(now);
  const programmeId = await step('programme', () => {
    progress('Publishing the demonstration programme');
    const courses = electricianCourses(filmIds);
    return publishProgramme(app, author, now, { ...electrician, courses, rules: withChecks });
  });
  const dates = { opensOn: addDays(today, -3), closesOn: addDays(today, 60) };
  await step('class', () =>
    openClassWith(app, author, { programmeId, name: electrician.className, ...dates }, now),
  );
}

async function encoded(app: App, organisationId: string, ids: readonly string[]): Promise<boolean> {
  for (const until = Date.now() + longestEncodingMs; Date.now() < until; await wait(300)) {
    const known = [...(await app.modules.content.assets(app.db.sql, organisationId, ids)).values()];
    if (known.some(({ state }) => state === 'failed'))
      throw new Error('a demonstration film could not be encoded');
    if (known.length === ids.length && known.every(({ state }) => state === 'ready')) return true;
  }
  throw new Error('the demonstration films were not encoded in time');
}
