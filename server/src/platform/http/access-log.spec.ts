import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { defineRoute } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { makeLog } from '../log.ts';
import { testApp } from '../testing/client.ts';
import { route } from './context.ts';

const contract = defineRoute({
  id: 'spec.thing',
  method: 'GET',
  path: '/api/v1/things/{thingId}',
  summary: 'A thing',
  permission: 'public',
  scope: { of: 'public' },
  params: z.object({ thingId: z.string() }),
  query: z.strictObject({ find: z.string().optional() }),
  answer: z.object({ ok: z.boolean() }),
});

describe('a request', () => {
  it('leaves one line with its route and status, and nothing of what its address held', async () => {
    const lines: string[] = [];
    const to = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const app = await testApp({
      routes: [route(contract, () => Promise.resolve({ ok: true }))],
      authenticate: () => Promise.resolve(null),
      log: makeLog('info', 'spec', to),
    });
    const answer = await app.call(contract, {
      params: { thingId: '13850001234' },
      query: { find: 'secret' },
    });
    await app.close();
    expect(lines.length).toBe(1);
    const line = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect(line).toEqual(
      jasmine.objectContaining({
        method: 'GET',
        route: '/api/v1/things/:thingId',
        status: 200,
        msg: 'request',
      }),
    );
    expect(line['reference']).toBe(answer.headers.get('x-request-id'));
    expect(lines[0]).not.toMatch(/13850001234|secret/);
  });
});

describe('the portal', () => {
  it('has files that never change, under names with a hash, and a page that is always asked for anew', async () => {
    const webDir = mkdtempSync(join(tmpdir(), 'minjiang-portal-'));
    for (const name of ['index.html', 'chunk-B-whGfcc.js', 'styles-4YLF3AQ6.css', '3rdpartylicenses.txt']) {
      writeFileSync(join(webDir, name), name);
    }
    const app = await testApp({ routes: [], authenticate: () => Promise.resolve(null), webDir });
    const cacheOf = async (path: string) => (await app.send('GET', path)).headers.get('cache-control');
    const forEver = 'public, max-age=31536000, immutable';
    expect(await cacheOf('/chunk-B-whGfcc.js')).toBe(forEver);
    expect(await cacheOf('/styles-4YLF3AQ6.css')).toBe(forEver);
    expect(await cacheOf('/3rdpartylicenses.txt')).toBe('no-cache');
    expect(await cacheOf('/today')).toBe('no-cache');
    await app.close();
    rmSync(webDir, { recursive: true });
  });
});
