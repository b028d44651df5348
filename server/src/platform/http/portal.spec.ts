import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { defineRoute } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { compressFiles } from '../../../launch/compress-files.ts';
import { testApp, type TestApp } from '../testing/client.ts';
import { route } from './context.ts';

const list = defineRoute({
  id: 'spec.list',
  method: 'GET',
  path: '/api/v1/spec/list',
  summary: '',
  permission: 'public',
  scope: { of: 'public' },
  answer: z.object({ rows: z.array(z.string()) }),
});

/** Bytes as they came over the wire. */
function fetchRaw(origin: string, path: string, accept: string, more = {}) {
  return new Promise<{
    status: number | undefined;
    coding: string | undefined;
    type: string | undefined;
    etag: string | undefined;
    body: Buffer;
  }>((resolve, reject) => {
    get(origin + path, { headers: { 'accept-encoding': accept, ...more } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { 'content-encoding': coding, 'content-type': type, etag } = answer.headers;
        resolve({ status: answer.statusCode, coding, type, etag, body: Buffer.concat(parts) });
      });
    }).on('error', reject);
  });
}

describe('what is compressed', () => {
  const script = `const words = '${'福建 '.repeat(2000)}';`;
  const page = `<!doctype html>${'<p>闽匠</p>'.repeat(500)}`;
  let webDir: string;
  let app: TestApp;
  beforeAll(async () => {
    webDir = mkdtempSync(join(tmpdir(), 'minjiang-portal-'));
    writeFileSync(join(webDir, 'main-ABCD1234.js'), script);
    writeFileSync(join(webDir, 'index.html'), page);
    writeFileSync(join(webDir, 'small.txt'), 'small');
    await compressFiles(webDir);
    const rows = Array.from({ length: 500 }, (_, i) => `row ${i}`);
    const routes = [route(list, () => Promise.resolve({ rows }))];
    app = await testApp({ routes, authenticate: () => Promise.resolve(null), webDir });
  });
  afterAll(async () => {
    await app.close();
    rmSync(webDir, { recursive: true });
  });

  it('is a file of the portal, in the coding that the browser takes, still never changing', async () => {
    const br = await fetchRaw(app.origin, '/main-ABCD1234.js', 'gzip, deflate, br');
    expect([br.coding, br.type]).toEqual(['br', 'text/javascript; charset=utf-8']);
    expect(brotliDecompressSync(br.body).toString()).toBe(script);
    expect(br.body.length).toBeLessThan(script.length / 10);
    const gz = await fetchRaw(app.origin, '/main-ABCD1234.js', 'gzip');
    expect(gunzipSync(gz.body).toString()).toBe(script);
    const plain = await fetchRaw(app.origin, '/main-ABCD1234.js', 'identity');
    expect([plain.coding, plain.body.toString()]).toEqual([undefined, script]);
    const answer = await app.send('GET', '/main-ABCD1234.js');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
  });

  it('is the one page, under whatever address, with a tag that saves it a second time', async () => {
    const { coding, body, etag } = await fetchRaw(app.origin, '/today', 'br');
    expect([coding, brotliDecompressSync(body).toString()]).toEqual(['br', page]);
    const again = await fetchRaw(app.origin, '/today', 'br', { 'if-none-match': etag! });
    expect(again.status).toBe(304);
  });

  it('is not what is small, nor what is not there', async () => {
    expect((await fetchRaw(app.origin, '/small.txt', 'br')).coding).toBeUndefined();
    const lost = await fetchRaw(app.origin, '/lost-ABCD1234.js', 'br');
    expect([lost.coding, lost.type]).toEqual([undefined, 'application/problem+json; charset=utf-8']);
  });

  it('is long JSON', async () => {
    const { coding, body } = await fetchRaw(app.origin, list.path, 'gzip');
    expect(coding).toBe('gzip');
    expect(JSON.parse(gunzipSync(body).toString())).toEqual({ rows: jasmine.any(Array) });
  });
});
