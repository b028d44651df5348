import type { catalogRoutes } from '@minjiang/shared/catalog';
import type { learningRoutes } from '@minjiang/shared/learning';
import type { messagingRoutes } from '@minjiang/shared/messaging';
import { call, route } from '../platform/call.ts';
import { think } from '../platform/pause.ts';
import { ownLearner, staffOf } from '../platform/people.ts';

const myToday = route<typeof learningRoutes.myToday>('learning.myToday');
const myClasses = route<typeof learningRoutes.myClasses>('learning.myClasses');
const myRecord = route<typeof learningRoutes.myRecord>('learning.myRecord');
const myNotices = route<typeof messagingRoutes.myNotices>('messaging.myNotices');
const listProgrammes = route<typeof catalogRoutes.listProgrammes>('catalog.listProgrammes');
const getProgramme = route<typeof catalogRoutes.getProgramme>('catalog.getProgramme');

/** A learner looks at today, at his courses and lessons, at his record and his messages. */
export async function browse(): Promise<void> {
  const { session, enrolmentId } = ownLearner();
  await call(myToday, { session }, { 'today has a cap': ({ capMs }) => capMs > 0 });
  await think(4);
  await call(
    myClasses,
    { session },
    {
      'his class stands there with lessons': ({ classes }) =>
        classes.some(
          (one) =>
            one.enrolmentId === enrolmentId &&
            one.courses.some(({ chapters }) => chapters.some(({ lessons }) => lessons.length > 0)),
        ),
    },
  );
  await think(10);
  await call(
    myRecord,
    { session },
    {
      'the record is the sum of its days': ({ totals, days }) =>
        totals.creditedMs === days.reduce((sum, { creditedMs }) => sum + creditedMs, 0),
    },
  );
  await think(10);
  await call(myNotices, { session }, { 'unread is a count': ({ unread }) => unread >= 0 });
  await think(4);
}

/** An institution looks through its programmes, and at one of them. */
export async function browseProgrammes(): Promise<void> {
  const { session } = staffOf('institution');
  const { items } = await call(
    listProgrammes,
    { session, query: { only: 'published' } },
    { 'there is a published programme': (answer) => answer.items.length > 0 },
  );
  await think(6);
  const { id } = items[0]!;
  await call(
    getProgramme,
    { session, params: { programmeId: id } },
    {
      'it is that programme, with courses': ({ programme }) =>
        programme.id === id && programme.courses.length > 0,
    },
  );
  await think(10);
}
