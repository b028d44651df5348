import { allRoutes } from '@minjiang/shared/api';
import { permissionTable, roles, type Role } from '@minjiang/shared/identity';
import type { Contract } from '@minjiang/shared/kernel';
import { exampleOf, type Example } from '../support/contracts/examples.ts';
import { changes, isRaw } from '../support/contracts/schema.ts';
import { sendExample, told } from '../support/contracts/sending.ts';
import { twoHouses, type FurnishedHouse, type Houses } from '../support/houses.ts';
import type { Answer, Http } from '../support/http.ts';
import { fingerprints } from '../support/table-contents.ts';

const guards = ['not-signed-in', 'forbidden', 'foreign-origin'];
const passed = ({ problem }: Answer<unknown>) => !guards.includes(problem?.code ?? '');

const holdersOf = ({ permission }: Contract): readonly Role[] =>
  permission === 'public' || permission === 'signed-in'
    ? roles
    : permissionTable[permission as keyof typeof permissionTable];

describe('who may call what', () => {
  let houses: Houses;
  beforeAll(async () => {
    houses = await twoHouses();
  }, 120_000);
  afterAll(() => houses.leave());

  const peopleOf = (house: FurnishedHouse): Partial<Record<Role, Http>> => ({
    ...houses.operators,
    ...house.people,
  });

  it('every route has a rule: a known permission and a scope that its path can bear', () => {
    const known = ['public', 'signed-in', ...Object.keys(permissionTable)];
    const faults = allRoutes.filter(({ permission, scope, path }) => {
      const isPublic = permission === 'public';
      if (!known.includes(permission) || isPublic !== (scope.of === 'public')) return true;
      return scope.of === 'subject' && !path.includes(`{${scope.param}}`);
    });
    expect(faults.map(({ id }) => id)).toEqual([]);
    expect(new Set(allRoutes.map(({ method, path }) => `${method} ${path}`)).size).toBe(allRoutes.length);
  });

  it('every route is served, and nobody who has not signed in passes one that is not public', async () => {
    const faults: string[] = [];
    for (const contract of allRoutes) {
      const answer = await sendExample(houses.anonymous, contract, untouching(contract));
      const refused = answer.status === 401 && answer.problem?.code === 'not-signed-in';
      const isPublic = contract.permission === 'public';
      const served = isPublic ? passed(answer) && (await isThere(contract, answer)) : refused;
      if (!served) faults.push(`${contract.id}: ${told(answer)}`);
    }
    expect(faults).toEqual([]);
  }, 60_000);

  /** A public route is served when it answers; one that finds nothing by its path still reads the path. */
  async function isThere(contract: Contract, { status }: Answer<unknown>): Promise<boolean> {
    if (status !== 404) return true;
    const place = /\{\w+\}/g;
    if (!place.test(contract.path)) return false;
    const unreadable = await houses.anonymous.send(
      contract.method,
      contract.path.replace(place, 'unreadable'),
    );
    return unreadable.problem?.code === 'invalid';
  }

  it('each role passes the routes that the table gives it, and no other', async () => {
    const faults: string[] = [];
    for (const contract of allRoutes) {
      for (const role of roles) {
        const answer = await sendExample(peopleOf(houses.home)[role]!, contract, untouching(contract));
        const may = holdersOf(contract).includes(role);
        const right = may ? passed(answer) : answer.status === 403 && answer.problem?.code === 'forbidden';
        if (!right) faults.push(`${contract.id} as ${role} (${may ? 'may' : 'may not'}): ${told(answer)}`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('nobody sees or changes what belongs to another organisation', async () => {
    const except = ['identity_sessions', 'identity_failures'];
    const before = await fingerprints(houses.database, except);
    const faults: string[] = [];
    for (const contract of allRoutes.filter(reachesOthers)) {
      const { params } = exampleOf(contract, houses.home.ids);
      const own = exampleOf(contract, houses.away.ids);
      for (const role of holdersOf(contract)) {
        const stranger = houses.away.people[role];
        if (!stranger) continue;
        // The thing of a path is home's; everything else is the stranger's own.
        const answer = await sendExample(stranger, contract, { ...own, params });
        const subject = contract.scope.of === 'subject';
        if (subject && answer.problem?.code !== 'not-found')
          faults.push(`${contract.id} as ${role}: ${told(answer)}`);
        for (const [name, value] of Object.entries(houses.home.ids)) {
          if (!(value in params) && !Object.values(params).includes(value) && answer.bytes.includes(value))
            faults.push(`${contract.id} tells ${role} of another house its ${name}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(await fingerprints(houses.database, except)).toEqual(before);
  }, 60_000);

  it('whoever holds the permission reaches what belongs to his own organisation', async () => {
    const faults: string[] = [];
    const deleted = new Set<string>();
    for (const contract of allRoutes.filter(reachesOthers).sort(gentlestFirst)) {
      for (const role of holdersOf(contract)) {
        const insider = houses.home.people[role];
        if (!insider || contract.scope.of !== 'subject') continue;
        const answer = await sendExample(insider, contract, exampleOf(contract, idsFor(contract)));
        // Reading answers; changing may meet a rule of its own, but finds the thing.
        const right = changes(contract) ? passed(answer) && answer.status < 500 : answer.status === 200;
        const gone = deleted.has(contract.id);
        if (contract.method === 'DELETE') deleted.add(contract.id);
        const found = answer.problem?.code !== 'not-found' || gone;
        if (!right || !found) faults.push(`${contract.id} as ${role}: ${told(answer)}`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  /** A request that changes nothing when it is let in: it has a fault, which is looked for after the permission. */
  function untouching(contract: Contract): Example {
    const example = exampleOf(contract, houses.home.ids);
    if (!changes(contract) || isRaw(contract)) return example;
    return { ...example, body: { ...example.body, unexpected: 1 } };
  }

  /** The thing that is fit for a route; one that was deleted by the first who may is not there for the next. */
  function idsFor({ id }: Contract): Readonly<Record<string, string>> {
    const { ids } = houses.home;
    const uploading = id === 'content.sendUpload' || id === 'content.cancelUpload';
    const preparing = id === 'classes.changeClass' || id === 'classes.openClass';
    return {
      ...ids,
      ...(uploading ? { assetId: ids['uploadingAssetId']! } : {}),
      ...(preparing ? { classId: ids['draftClassId']! } : {}),
      ...(id === 'classes.issueActivationCode' ? { enrolmentId: ids['invitedEnrolmentId']! } : {}),
    };
  }
});

/** Routes on which somebody could meet what is not his; ids in bodies are tried with other bad input. */
const reachesOthers = ({ scope, method }: Contract) =>
  scope.of === 'subject' || (['organisation', 'assignment'].includes(scope.of) && method === 'GET');

const gentlestFirst = (a: Contract, b: Contract) =>
  Number(a.method === 'DELETE') - Number(b.method === 'DELETE');
