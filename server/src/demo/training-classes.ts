import type { App } from '../app.ts';
import type { Author } from '../catalog/index.ts';
import { learners, organisations } from './demo-texts.ts';

export interface DemoClass {
  readonly programmeId: string;
  readonly name: string;
  readonly opensOn: string;
  readonly closesOn: string;
}

/** Makes and opens a class and enrols the five learners. @returns enrolment ids by user name */
export function openClassWith(app: App, author: Author, given: DemoClass, now: number) {
  const { classes } = app.modules;
  return app.db.transaction(async (tx) => {
    const classId = await classes.createClass(tx, now, author, given);
    await classes.openClass(tx, now, author, classId);
    const enrolments: Record<string, string> = {};
    for (const { userName, ...entry } of learners) {
      const person = { ...entry, email: undefined, employer: organisations.employer.name };
      enrolments[userName] = await classes.enrol(tx, now, author, classId, person);
    }
    const [opened] = await tx.sql<{ id: string }>(
      'SELECT programme_version_id AS id FROM classes_roster WHERE class_id = $1 LIMIT 1',
      [classId],
    );
    return { programmeVersionId: opened!.id, enrolments };
  });
}
