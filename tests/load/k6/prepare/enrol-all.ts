import { classesRoutes } from '@minjiang/shared/classes';
import { checkedImport } from '../../../support/commands/classes.ts';
import type { Http } from '../../../support/http.ts';
import { somebody, type Person } from '../../../support/people.ts';

export interface Enrolled {
  readonly person: Person;
  readonly enrolmentId: string;
}

/** Rows of one roster, and of one page of a list. */
const mostRows = 20_000;
const pageSize = 100;

/** Enrols people nobody knows by rosters, as an institution does; every tenth is an employer's, if one is named. */
export async function enrolAll(
  staff: Http,
  classId: string,
  count: number,
  employer = '',
): Promise<Enrolled[]> {
  const params = { classId };
  const people = new Map<string, Person>();
  while (people.size < count) {
    const person = somebody();
    people.set(person.phone, person);
  }
  const all = [...people.values()];
  for (let from = 0; from < count; from += mostRows) {
    const rows = all
      .slice(from, from + mostRows)
      .map(({ name, idNumber, phone }, i) => [name, idNumber, phone, i % 10 === 0 ? employer : ''].join(','));
    const content = Buffer.from(['name,idNumber,phone,employer', ...rows, ''].join('\n')).toString('base64');
    const body = { fileName: 'roster.csv', content };
    const { rosterImport } = (await staff.call(classesRoutes.previewImport, { params, body })).body;
    const of = { ...params, importId: rosterImport.id };
    await checkedImport(staff, of);
    await staff.call(classesRoutes.acceptImport, { params: of });
    const { state, enrolled, leftOut, fault } = await checkedImport(staff, of);
    if (state !== 'accepted' || leftOut !== 0)
      throw new Error(`of ${rows.length} people ${enrolled ?? 0} were enrolled: ${state} ${fault ?? ''}`);
  }
  const ids: string[] = [];
  for (let page = 1; ids.length < count; page++) {
    const { items } = (await staff.call(classesRoutes.listEnrolments, { params, query: { page, pageSize } }))
      .body;
    if (items.length === 0) throw new Error('the roster is shorter than it should be');
    ids.push(...items.map(({ id }) => id));
  }
  // Rows get their roster numbers in their order.
  return all.map((person, index) => ({ person, enrolmentId: ids[index]! }));
}
