import { localDay } from '@minjiang/shared/kernel';
import { lessonsOfCourses } from '../../../server/src/analytics/rollups/lessons-of-courses.ts';
import { makeVersionReader } from '../../../server/src/catalog/index.ts';
import { publishProgramme, reading } from '../commands/programmes.ts';
import { signIn } from '../commands/signing-in.ts';
import { fill } from '../fill.ts';
import { found } from '../founders.ts';
import { ownDatabase } from '../own-database.ts';
import { scratchFolder } from '../places.ts';
import { startServer } from '../server-process.ts';
import { sumUp } from '../summing.ts';
import { crowdedCentre } from './centre.ts';
import { crowdedLearner } from './learner.ts';
import { manyExports } from './exports.ts';
import { manyRatings } from './ratings.ts';
import { nameHouses } from './names.ts';

const inClass = 1000;
const institutions = 24;
const days = 31;

/**
 * A platform with a thousand of everything that is shown in rows: learners of one class, lessons and their use, ratings
 * of a programme, machines of a centre, files; and figures of 24 institutions in nine cities. Its first house and its
 * learner are people who can sign in.
 */
export async function crowdedPlatform() {
  const database = await ownDatabase();
  const dataDir = scratchFolder('crowded');
  const { houses, operators } = await found(database.url, dataDir, ['home']);
  const house = houses[0]!;
  const server = await startServer({ databaseUrl: database.url, dataDir, role: 'api' });
  const admin = await signIn(server.origin, house.admin);
  const lessons = Array.from({ length: 1000 }, (_, i) =>
    // The first takes ten minutes or so to read, and has a heat line.
    reading(
      '照护前先洗手，向老人说明要做什么，取得同意后再开始。'.repeat(i === 0 ? 180 : 1),
      `第 ${i + 1} 节 ${topics[i % topics.length]!}`,
    ),
  );
  const programmeId = await publishProgramme(admin, '养老护理员（初级）职业技能培训', lessons, undefined, 50);
  const [version] = await database.rows<{ id: string }>(
    'SELECT latest_version_id AS id FROM catalog_programmes WHERE id = $1',
    [programmeId],
  );
  const known = await makeVersionReader().versions(database.rows, [version!.id]);
  const of = {
    ...{ learners: inClass + 30 * institutions, days, inFirstClass: inClass, institutions },
    ...{ today: localDay(Date.now()), institutionId: house.institutionId, employerId: house.employerId },
    ...{ versionId: version!.id, programmeId, placed: lessonsOfCourses(known.values()) },
  };
  await fill(database, of, () => undefined);
  await nameHouses(database);
  const [first] = await database.rows<{ id: string }>('SELECT id FROM bench_classes WHERE n = 0');
  const place = { classId: first!.id, programmeId, lessonIds: lessons.map(({ lessonId }) => lessonId), days };
  const learner = await crowdedLearner(database, admin, place);
  await manyRatings(database, learner, programmeId);
  await manyExports(database, admin, first!.id);
  await crowdedCentre(database, await signIn(server.origin, house.centre));
  await sumUp(database.url, dataDir);
  return {
    ...{ database, server, house, operators, programmeId, learner },
    classId: first!.id,
    async leave() {
      await server.stop();
      await database.drop();
    },
  };
}

const topics = [
  '手卫生与个人防护',
  '协助老人翻身与移位',
  '压疮的预防和观察',
  '测量血压',
  '突发跌倒时的处理与上报流程',
];
