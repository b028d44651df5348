import { allRoutes } from '@minjiang/shared/api';
import { permissionTable, type Role } from '@minjiang/shared/identity';
import type { Contract } from '@minjiang/shared/kernel';
import { exampleOf, type Example } from '../support/contracts/examples.ts';
import { faultsOf, hostileTexts, type Fault } from '../support/contracts/faults.ts';
import { changes, isRaw, parts, type Part } from '../support/contracts/schema.ts';
import { sendExample, told } from '../support/contracts/sending.ts';
import { twoHouses, type Houses } from '../support/houses.ts';
import type { Answer, Http } from '../support/http.ts';
import { fingerprints } from '../support/table-contents.ts';
import { seconds } from '../support/waiting.ts';

/** When a session was last seen, and how often a password was wrong: that is written for good requests and bad. */
const bookkeeping = ['identity_sessions', 'identity_failures'];
const atOnce = 12;

describe('bad input', () => {
  let houses: Houses;
  beforeAll(async () => {
    houses = await twoHouses();
  }, 240_000);
  afterAll(() => houses.leave());

  /** Somebody who may call the route, so that only the fault can be what is refused. */
  function callerOf({ permission }: Contract): Http {
    if (permission === 'public') return houses.anonymous;
    const everybody: Partial<Record<Role, Http>> = { ...houses.operators, ...houses.home.people };
    if (permission === 'signed-in') return everybody.learner!;
    return everybody[permissionTable[permission as keyof typeof permissionTable][0]]!;
  }

  /** Sends every request; what is said of an answer is kept as a fault, and nothing may have been written. */
  async function refuses(
    cases: readonly { readonly name: string; send(): Promise<Answer<unknown>>; readonly right: Judge }[],
  ): Promise<void> {
    const before = await fingerprints(houses.database, bookkeeping);
    const faults: string[] = [];
    for (let from = 0; from < cases.length; from += atOnce) {
      const some = cases.slice(from, from + atOnce);
      const answers = await Promise.all(some.map(({ send }) => patiently(send)));
      for (const [index, answer] of answers.entries()) {
        const { name, right } = some[index]!;
        if (!isRefusal(answer) || !right(answer)) faults.push(`${name}: ${told(answer)}`);
      }
    }
    expect(cases.length).toBeGreaterThan(20);
    expect(faults).toEqual([]);
    expect(await fingerprints(houses.database, bookkeeping)).toEqual(before);
  }

  it('in any field of any route is refused by a problem that names the field, and nothing is written', async () => {
    await refuses(
      allRoutes.flatMap((contract) =>
        spoiltRequests(contract, houses.home.ids)
          .filter((fault) => !isAccepted(contract, fault))
          .map((fault) => ({
            name: nameOf(contract, fault),
            send: () => sendExample(callerOf(contract), contract, fault.example),
            right: ({ problem }) => problem?.code === 'invalid' && names(problem.errors ?? [], fault),
          })),
      ),
    );
  }, 240_000);

  it('of the right form and the wrong meaning is never a fault of ours, and no text is more than a text', async () => {
    const faults: string[] = [];
    for (const contract of allRoutes) {
      const accepted = spoiltRequests(contract, houses.home.ids).filter((fault) =>
        isAccepted(contract, fault),
      );
      for (const fault of accepted) {
        const answer = await patiently(() => sendExample(callerOf(contract), contract, fault.example));
        const right = answer.status < 500 || answer.problem?.code === 'busy';
        if (!right || (answer.status >= 400 && !answer.problem))
          faults.push(`${nameOf(contract, fault)}: ${told(answer)}`);
        const type = answer.headers['content-type'] ?? 'none';
        if (answer.bytes.length > 0 && type.includes('html')) faults.push(`${contract.id} answers ${type}`);
      }
    }
    expect(faults).toEqual([]);
    // The tables are still there.
    expect(Object.keys(await fingerprints(houses.database, []))).toContain('identity_accounts');
  }, 240_000);

  it('with a thing of another organisation is refused, and nothing is written', async () => {
    const { home, away } = houses;
    const cases = allRoutes
      .filter(({ scope }) => scope.of !== 'platform' && scope.of !== 'public')
      // A machine of a centre is for whoever sits at it, wherever he is enrolled.
      .filter(({ id }) => id !== 'identity.deviceNonce')
      .flatMap((contract) => {
        const example = exampleOf(contract, home.ids);
        return placesOfIds(example, home.ids).map(({ part, path, name }) => ({
          name: `${contract.id} with another's ${part} ${path.join('.')}`,
          send: () => {
            const spoilt = { ...example, [part]: replaced(example[part], path, away.ids[name]!) };
            return sendExample(callerOf(contract), contract, spoilt);
          },
          // The lease of another is like one that was lost: its beats earn nothing, its end is past already.
          lost:
            name === 'leaseId' && part !== 'params'
              ? 'beats'
              : contract.id === 'learning.closeLease'
                ? 'end'
                : null,
          right: () => true,
        }));
      });
    await refuses(cases.filter(({ lost }) => lost === null));
    const before = await fingerprints(houses.database, bookkeeping);
    const answersOf = (which: string) =>
      Promise.all(cases.filter(({ lost }) => lost === which).map(({ send }) => send()));
    expect((await answersOf('end')).map(({ status }) => status)).toEqual([204]);
    const answers = await answersOf('beats');
    expect(answers.length).toBe(1);
    expect(await fingerprints(houses.database, bookkeeping)).toEqual(before);
    for (const { body } of answers)
      expect(body).toEqual(
        jasmine.objectContaining({
          results: [
            jasmine.objectContaining({
              creditedMs: 0,
              refused: [jasmine.objectContaining({ reason: 'lease-lost' })],
            }),
          ],
        }),
      );
  }, 180_000);

  it('is refused when it is ten megabytes, no JSON, of another type, or comes from another site', async () => {
    const large = Buffer.from(JSON.stringify({ text: 'x'.repeat(10_000_000) }));
    const json = { 'content-type': 'application/json' };
    await refuses(
      allRoutes.filter(changes).flatMap((contract) => {
        const example = exampleOf(contract, houses.home.ids);
        const caller = callerOf(contract);
        const send = (body: unknown, headers: Readonly<Record<string, string>>) => () =>
          sendExample(relayed(caller, body, headers), contract, example);
        const is =
          (...codes: string[]): Judge =>
          ({ problem }) =>
            codes.includes(problem?.code ?? '');
        const foreign = send(undefined, { origin: 'http://elsewhere.example' });
        const foreignCase = {
          name: `${contract.id} from another site`,
          send: foreign,
          right: is('foreign-origin'),
        };
        if (isRaw(contract)) {
          const right = is('invalid', 'unsupported-media', 'too-large');
          return [foreignCase, { name: `${contract.id} with ten megabytes`, send: send(large, json), right }];
        }
        return [
          foreignCase,
          { name: `${contract.id} with ten megabytes`, send: send(large, json), right: is('too-large') },
          {
            name: `${contract.id} with broken JSON`,
            send: send(Buffer.from('{"a":'), json),
            right: is('invalid'),
          },
          ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'].map(
            (type) => ({
              name: `${contract.id} with ${type}`,
              send: send(Buffer.from('{}'), { 'content-type': type }),
              right: is('unsupported-media'),
            }),
          ),
        ];
      }),
    );
  }, 240_000);
});

type Judge = (answer: Answer<unknown>) => boolean;

/** One person sends all this within a minute; whom the platform tells to wait, waits. */
async function patiently(send: () => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
  const answer = await send();
  if (answer.problem?.code !== 'too-many') return answer;
  await seconds(Number(answer.headers['retry-after']));
  return send();
}

const isRefusal = ({ status, problem }: Answer<unknown>) =>
  status >= 400 && status < 500 && problem?.status === status;

const spoiltRequests = (contract: Contract, ids: Readonly<Record<string, string>>): Fault[] =>
  faultsOf(contract, exampleOf(contract, ids)).filter(({ part }) => part !== 'body' || !isRaw(contract));

/** Whether a contract takes it all the same: a text that may be any text, a number that is only large. */
const isAccepted = (contract: Contract, { what, part, example }: Fault) =>
  what !== 'an extra field' && contract[part].safeParse(asSent(part, example[part])).success;

/** What stands in an address travels as text; what is undefined does not travel. */
const asSent = (part: Part, value: unknown): unknown =>
  part === 'body'
    ? value
    : Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, String(inner)]));

const nameOf = ({ id }: Contract, { what, part, path, example }: Fault) =>
  `${id}, ${what} at ${part}:${path}${Object.keys(hostileTexts).includes(what) ? '' : ` (${short(example[part])})`}`;

const short = (value: unknown) => JSON.stringify(value).slice(0, 80);

/** Whether the field at fault is named, or what holds it or stands in it, or the one it no longer agrees with. */
const names = (errors: readonly { in: string; path: string }[], { what, part, path }: Fault) =>
  errors.some(
    (error) =>
      error.in === part &&
      (error.path.startsWith(path) || path.startsWith(`${error.path}.`) || what === 'the largest number'),
  );

function placesOfIds(example: Example, ids: Readonly<Record<string, string>>) {
  const found: { part: Part; path: string[]; name: string }[] = [];
  const look = (part: Part, value: unknown, path: string[]): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) look(part, inner, [...path, key]);
      return;
    }
    const name = path.at(-1)!;
    if (value === ids[name] && name.endsWith('Id')) found.push({ part, path, name });
  };
  for (const part of parts) look(part, example[part], []);
  return found;
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: string): unknown {
  if (key === undefined) return by;
  const inner = (value as Record<string, unknown>)[key];
  if (Array.isArray(value)) return value.with(Number(key), replaced(inner, rest, by));
  return { ...(value as object), [key]: replaced(inner, rest, by) };
}

/** The same caller with another body and other headers. */
const relayed = (http: Http, body: unknown, headers: Readonly<Record<string, string>>): Http => ({
  ...http,
  send: (method, path) => http.send(method, path, { body, headers }),
});
