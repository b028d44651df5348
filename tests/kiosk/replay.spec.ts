import { join } from 'node:path';
import { learningRoutes, type Beat, type BeatsAnswer } from '@minjiang/shared/learning';
import { reading } from '../support/commands/programmes.ts';
import { visit, type Http } from '../support/http.ts';
import { words } from '../support/pages/texts.ts';
import { until } from '../support/waiting.ts';
import { theHall, untilPage, type Hall } from './hall.ts';
import { learnerOf, msOf, openLesson, type KioskLearner } from './learner.ts';
import { startEnrolled } from './machine.ts';
import type { Page } from './page.ts';

const text = 'What a machine has signed once is worth nothing to whoever sends it again. '.repeat(12);

interface Sent {
  readonly request: { readonly url: string; readonly method: string; readonly postData?: string };
}
interface Frame {
  readonly response: { readonly payloadData: string };
}

/**
 * Somebody who reads along between an enrolled machine and the platform, with everything that passes there: the
 * learner's cookie, the signed request for a lease, and sealed beats.
 */
describe('what a kiosk has signed', () => {
  let hall: Hall;
  let page: Page;
  let learner: KioskLearner;
  let thief: Http;
  const openings: unknown[] = [];
  const beats: Beat[] = [];
  beforeAll(async () => {
    hall = await theHall();
    learner = await learnerOf(hall, 'Signed at a kiosk', reading(text));
    ({ page } = await startEnrolled(hall));
    page.on<Sent>('Network.requestWillBeSent', ({ request }) => {
      if (request.method === 'POST' && new URL(request.url).pathname === learningRoutes.openLease.path)
        openings.push(JSON.parse(request.postData ?? 'null'));
    });
    page.on<Frame>('Network.webSocketFrameSent', ({ response }) => {
      const [event, payload] = JSON.parse(/\[.*$/.exec(response.payloadData)?.[0] ?? '[]') as [
        string?,
        unknown?,
      ];
      if (event === 'study:beats') beats.push(...(payload as { beats: Beat[] }).beats);
    });
    await page.send('Network.enable');
    await openLesson(hall, page, learner);
    await until('credited reading', async () => (await msOf(hall, learner, 'credited')) > 6000, 40_000);
    const { cookies } = await page.send<{ cookies: { name: string; value: string }[] }>(
      'Network.getAllCookies',
    );
    thief = visit(hall.line.origin, {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    });
  }, 180_000);

  it('opens no second lease: its number was used', async () => {
    expect(openings.length).toBe(1);
    const answer = await thief.send('POST', learningRoutes.openLease.path, { body: openings[0] });
    expect([answer.status, answer.problem?.code]).toEqual([409, 'device-nonce']);
  }, 20_000);

  it('opens none at another address of the platform either, nor with another page in its place', async () => {
    const elsewhere = visit(hall.origin, { cookie: thief.cookie() ?? '' });
    const answer = await elsewhere.send('POST', learningRoutes.openLease.path, { body: openings[0] });
    expect(answer.problem?.code).toBe('device-signature');
    const opening = openings[0] as { client: object };
    const body = { ...opening, client: { ...opening.client, pageId: 'another' } };
    const other = await thief.send('POST', learningRoutes.openLease.path, { body });
    expect(other.problem?.code).toBe('device-signature');
  }, 20_000);

  it('earns nothing twice: sealed beats that are sent again are answered as repeated', async () => {
    expect(beats.length).toBeGreaterThan(0);
    expect(beats.every(({ seal }) => seal !== undefined)).toBeTrue();
    const { results } = await send(beats);
    expect(results.length).toBe(beats.length);
    for (const result of results)
      expect(result).toEqual(jasmine.objectContaining({ creditedMs: 0, repeated: true }));
  }, 20_000);

  it('seals nothing else: a beat with any other number or place is refused, and the reason is the machine', async () => {
    const last = beats.at(-1)!;
    const stretch = { fromMs: last.toMs, toMs: last.toMs + 3000, lastedMs: 3000 };
    const { results } = await send([{ ...last, ...stretch, seq: last.seq + 1 }]);
    expect(results).toEqual([
      jasmine.objectContaining({ creditedMs: 0, refused: [{ reason: 'device', ms: 3000 }] }),
    ]);
  }, 20_000);

  it('leaves the learner at the machine in his lesson: it goes back to where he earned last, and on from there', async () => {
    const before = await msOf(hall, learner, 'credited');
    await until('more credit', async () => (await msOf(hall, learner, 'credited')) > before + 6000, 40_000);
    await hall.display.photograph('replayed');
  }, 60_000);

  it('does not count for a machine whose clock is wrong, and the page says by how much', async () => {
    ({ page } = await startEnrolled(hall, {}, [join(import.meta.dirname, 'shifted-clock.cjs')]));
    await openLesson(hall, page, learner);
    const [said] = words('api.codes.device-clock').split('{seconds}');
    await untilPage(page, 'what is wrong', `document.body.innerText.includes(${JSON.stringify(said)})`);
    await hall.display.photograph('clock-wrong');
    const leases = await hall.database.rows('SELECT 1 FROM learning_lease_terms WHERE enrolment_id = $1', [
      learner.enrolmentId,
    ]);
    expect(leases.length).toBe(1);
  }, 60_000);

  async function send(sent: readonly Beat[]): Promise<BeatsAnswer> {
    return (await thief.call(learningRoutes.recordBeats, { body: { beats: [...sent] } })).body;
  }
});
