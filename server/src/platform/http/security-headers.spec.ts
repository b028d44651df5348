import { defineRoute } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { testApp, type TestApp } from '../testing/client.ts';
import { route } from './context.ts';

const contractOf = (name: string) =>
  defineRoute({
    id: `spec.${name}`,
    method: 'GET',
    path: `/api/v1/spec/${name}`,
    summary: '',
    permission: 'public',
    scope: { of: 'public' },
    answer: z.object({}),
  });
const plain = contractOf('plain');
const open = contractOf('open');

describe('security headers', () => {
  let app: TestApp;
  beforeAll(async () => {
    const routes = [
      route(plain, () => Promise.resolve({})),
      route(open, ({ response }) => {
        response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
        return Promise.resolve({});
      }),
    ];
    const mediaOrigin = 'https://media.example/films';
    app = await testApp({ routes, authenticate: () => Promise.resolve(null), mediaOrigin });
  });
  afterAll(() => app.close());
  const headersOf = async (path: string) => (await app.send('GET', path)).headers;

  it('stand on answers, refusals and whatever is missing', async () => {
    for (const path of [plain.path, '/api/v1/nothing']) {
      const headers = await headersOf(path);
      const policy = headers.get('content-security-policy')!.split(';');
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("media-src 'self' blob: https://media.example");
      expect(policy).toContain("connect-src 'self' https://media.example");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.has('strict-transport-security')).toBeFalse();
      expect(headers.has('x-powered-by')).toBeFalse();
    }
  });

  it('of one answer leave those of the next alone', async () => {
    expect((await headersOf(open.path)).get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await headersOf(plain.path)).get('cross-origin-resource-policy')).toBe('same-origin');
  });
});
