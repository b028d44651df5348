import { setTimeout as wait } from 'node:timers/promises';
import type { Role } from '@minjiang/shared/identity';
import { identityRoutes } from '@minjiang/shared/identity';
import { exportRoutes } from '@minjiang/shared/analytics';
import { classesRoutes } from '@minjiang/shared/classes';
import { learningRoutes } from '@minjiang/shared/learning';
import { addDays, localDay } from '@minjiang/shared/kernel';
import { machine } from '../../server/src/identity/testing/machine.ts';
import { activate, checkedImport, enrol, openClass } from './commands/classes.ts';
import { beginUpload, upload } from './commands/assets.ts';
import { checkedOutline, giveOutline, publishProgramme, reading } from './commands/programmes.ts';
import { signIn } from './commands/signing-in.ts';
import { openLease, type Study } from './commands/study.ts';
import { found, type House } from './founders.ts';
import { visit, type Http } from './http.ts';
import { ownDatabase } from './own-database.ts';
import { somebody } from './people.ts';
import { scratchFolder } from './places.ts';
import { startServer } from './server-process.ts';

/** An institution with an employer and a training centre, one of each role, and one of everything that can be theirs. */
export interface FurnishedHouse {
  readonly people: Readonly<Partial<Record<Role, Http>>>;
  /** Of its things, by the names that contracts give them. */
  readonly ids: Readonly<Record<string, string>>;
}

/** More than a tenth of the lesson. */
const readMs = 2000;

/**
 * Two institutions that have nothing to do with each other, and operators, on a platform of their own. A worker looks at
 * their rosters and outlines and leaves, so that nothing changes but what is asked for.
 */
export async function twoHouses() {
  const database = await ownDatabase();
  const dataDir = scratchFolder('houses');
  const { houses, operators } = await found(database.url, dataDir, ['home', 'away']);
  const server = await startServer({ databaseUrl: database.url, dataDir, role: 'api' });
  const { origin } = server;
  const home = await furnish(origin, houses[0]!);
  const away = await furnish(origin, houses[1]!);
  const worker = await startServer({ databaseUrl: database.url, dataDir, role: 'worker' });
  await Promise.all([home, away].map(importsAreChecked));
  await worker.stop();
  return {
    database,
    server,
    home,
    away,
    anonymous: visit(origin),
    operators: {
      'system-admin': await signIn(origin, operators.system),
      'security-admin': await signIn(origin, operators.security),
      'audit-admin': await signIn(origin, operators.audit),
    },
    async leave() {
      await server.stop();
      await database.drop();
    },
  };
}

export type Houses = Awaited<ReturnType<typeof twoHouses>>;

async function furnish(origin: string, house: House): Promise<FurnishedHouse> {
  const admin = await signIn(origin, house.admin);
  const lesson = reading('A text that takes some seconds to read, for whoever reads at all.');
  const programmeId = await publishProgramme(admin, `${house.admin} programme`, [lesson]);
  const classId = await openClass(admin, programmeId, `${house.admin} class`);
  const person = somebody();
  const studying = await enrol(admin, classId, person, house.employerName);
  const learner = await activate(admin, { classId, enrolmentId: studying }, person);
  const study = await openLease(learner, { enrolmentId: studying, lessonId: lesson.lessonId });
  const centre = await signIn(origin, house.centre);
  const { account } = (await learner.call(identityRoutes.me)).body;
  const assetId = await upload(admin, { name: 'notes.mp4', content: Buffer.from('no film at all') });
  return {
    people: {
      'institution-admin': admin,
      instructor: await signIn(origin, house.instructor),
      'employer-admin': await signIn(origin, house.employer),
      'centre-admin': centre,
      learner,
    },
    ids: {
      programmeId,
      classId,
      /** A class that is not opened yet. */
      draftClassId: await draftClass(admin, programmeId),
      enrolmentId: studying,
      excuseId: await excused(admin, classId, studying),
      /** A learner who has not activated his account. */
      invitedEnrolmentId: await enrol(admin, classId, somebody()),
      lessonId: lesson.lessonId,
      leaseId: study.lease.leaseId,
      ratingId: await ratedProgramme(learner, studying, study),
      importId: await uploadedImport(admin, classId),
      programmeImportId: await giveOutline(admin, 'chapter,lesson,kind\nOne,First,text\n'),
      exportId: await madeExport(admin, classId),
      assetId,
      resourceId: assetId,
      uploadingAssetId: await beginUpload(admin, 'film.mp4', 1000),
      deviceId: await enrolledMachine(origin, centre),
      roomId: (await centre.call(identityRoutes.listRooms)).body.rooms[0]!.id,
      accountId: account.id,
      assignmentId: account.active.id,
      organisationId: house.institutionId,
      employer: house.employerName,
    },
  };
}

async function excused(admin: Http, classId: string, enrolmentId: string): Promise<string> {
  const params = { classId, enrolmentId };
  const { trainingClass } = (await admin.call(classesRoutes.getClass, { params })).body;
  const day = trainingClass.opensOn;
  const body = { fromDay: day, toDay: day, reason: 'other', note: 'A reason' } as const;
  return (await admin.call(classesRoutes.excuseDays, { params, body })).body.excuse.id;
}

async function importsAreChecked({ people, ids }: FurnishedHouse): Promise<void> {
  const params = { classId: ids['classId']!, importId: ids['importId']! };
  await checkedImport(people['institution-admin']!, params);
  await checkedOutline(people['institution-admin']!, ids['programmeImportId']!);
}

async function draftClass(admin: Http, programmeId: string): Promise<string> {
  const today = localDay(Date.now());
  const body = { programmeId, name: 'Next class', opensOn: today, closesOn: addDays(today, 30) };
  return (await admin.call(classesRoutes.createClass, { body })).body.trainingClass.id;
}

async function enrolledMachine(origin: string, centre: Http): Promise<string> {
  const place = { room: 'Room 1', name: 'Machine 1' };
  const { code } = (await centre.call(identityRoutes.issueDeviceCode, { body: place })).body;
  const body = machine(origin).enrolment(code);
  return (await visit(origin).call(identityRoutes.enrolKiosk, { body })).body.deviceId;
}

/** The learner reads a little, which earns the right to rate, and says what he thinks. */
async function ratedProgramme(learner: Http, enrolmentId: string, study: Study): Promise<string> {
  const params = { leaseId: study.lease.leaseId, index: 0 };
  await learner.call(learningRoutes.readLessonBlock, { params });
  await wait(readMs + 100);
  await study.send([study.beat({ fromMs: 0, toMs: readMs })]);
  const body = { stars: 4, text: 'Clear and short.' };
  return (await learner.call(learningRoutes.rateProgramme, { params: { enrolmentId }, body })).body.mine
    .ratingId;
}

async function madeExport(admin: Http, classId: string): Promise<string> {
  const subject = { kind: 'class-progress', classId } as const;
  const body = { subject, format: 'xlsx', locale: 'zh-CN' } as const;
  return (await admin.call(exportRoutes.makeExport, { body })).body.export.exportId;
}

async function uploadedImport(admin: Http, classId: string): Promise<string> {
  const { name, idNumber, phone } = somebody();
  const content = Buffer.from(`name,idNumber,phone\n${name},${idNumber},${phone}\n`).toString('base64');
  const given = { params: { classId }, body: { fileName: 'roster.csv', content } };
  return (await admin.call(classesRoutes.previewImport, given)).body.rosterImport.id;
}
