import type { Weight } from '@minjiang/shared/kernel';
import { defineRoute } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { makeMetrics } from '../ops/metrics.ts';
import { route } from '../http/context.ts';
import { testApp } from '../testing/client.ts';
import { makeAdmission, measuredAdmission } from './admission.ts';
import { bounds } from './admission-rules.ts';

const contractOf = (weight: Weight) =>
  defineRoute({
    id: `spec.${weight}`,
    method: 'GET',
    path: `/api/v1/spec/${weight}`,
    summary: '',
    permission: 'public',
    scope: { of: 'public' },
    answer: z.object({ ok: z.boolean() }),
    weight,
  });
const [beat, page, heavy] = [contractOf('beat'), contractOf('page'), contractOf('export')];

describe('admission', () => {
  async function served(delayMs: () => number) {
    const small = { ...bounds.page, atOnce: 2, retryAfterSeconds: 7 };
    const held: (() => void)[] = [];
    const refused: string[] = [];
    const note = (...names: string[]) => void refused.push(names.join(' '));
    const admission = makeAdmission({ delayMs, refused: note }, { ...bounds, page: small });
    const answer = () => Promise.resolve({ ok: true });
    const slow = () => new Promise<{ ok: boolean }>((done) => held.push(() => done({ ok: true })));
    const routes = [route(beat, answer), route(page, slow), route(heavy, answer)];
    const app = await testApp({ routes, authenticate: () => Promise.resolve(null), admission });
    return { app, admission, held, refused };
  }
  const until = async (truth: () => boolean) => {
    while (!truth()) await new Promise((soon) => setTimeout(soon, 5));
  };

  it('refuses the page that is one too many at once, with a time to come again, and never a beat for it', async () => {
    const { app, admission, held, refused } = await served(() => 0);
    const pages = [app.call(page), app.call(page)];
    await until(() => held.length === 2);
    const third = await app.call(page);
    expect([third.status, third.problem?.code]).toEqual([503, 'busy']);
    expect(third.headers.get('retry-after')).toBe('7');
    expect(refused).toEqual(['page full']);
    expect((await app.call(beat)).body).toEqual({ ok: true });
    for (const end of held) end();
    expect((await Promise.all(pages)).map(({ status }) => status)).toEqual([200, 200]);
    await until(() => admission.underWay('page') === 0);
    const again = app.call(page);
    await until(() => held.length === 3);
    held[2]!();
    expect((await again).status).toBe(200);
    await app.close();
  });

  it('gives the place of a caller who hung up to the next', async () => {
    const { app, admission, held } = await served(() => 0);
    const gone = new AbortController();
    const cut = fetch(app.origin + page.path, { signal: gone.signal }).catch(() => undefined);
    await until(() => held.length === 1);
    gone.abort();
    await cut;
    await until(() => admission.underWay('page') === 0);
    expect(admission.underWay('page')).toBe(0);
    await app.close();
  });

  it('refuses exports first, then pages, when the event loop is late, and beats never', async () => {
    let late = bounds.export.lateMs;
    const { app, held } = await served(() => late);
    const statusOf = async (contract: typeof beat) => (await app.call(contract)).status;
    expect([await statusOf(beat), await statusOf(heavy)]).toEqual([200, 503]);
    const taken = app.call(page);
    await until(() => held.length === 1);
    held[0]!();
    expect((await taken).status).toBe(200);
    late = 60_000;
    expect([await statusOf(beat), await statusOf(page), await statusOf(heavy)]).toEqual([200, 503, 503]);
    await app.close();
  });

  it('tells its figures', async () => {
    const metrics = makeMetrics();
    const admission = measuredAdmission(metrics, () => bounds.export.lateMs);
    await expectAsync(admission.enter('export', () => Promise.resolve())).toBeRejected();
    const text = await metrics.text();
    expect(text).toContain('minjiang_refused_total{weight="export",why="late"} 1');
    expect(text).toContain(`minjiang_event_loop_delay_ms ${bounds.export.lateMs}`);
    expect(text).toContain('minjiang_beat_requests_under_way 0');
  });
});
