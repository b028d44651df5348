import { defineRoute } from '@minjiang/shared/kernel';
import { Redis } from 'ioredis';
import * as z from 'zod';
import { route } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { testActors } from '../testing/actors.ts';
import { testApp } from '../testing/client.ts';
import { networkOf } from './network-of.ts';
import { rateFigures, rateLimits } from './rate-limits.ts';

const open = defineRoute({
  id: 'spec.open',
  method: 'GET',
  path: '/api/v1/spec/open',
  summary: '',
  permission: 'public',
  scope: { of: 'public' },
  answer: z.object({}),
});
const film = { ...open, id: 'spec.film', path: '/api/v1/spec/film', weight: 'media' } as const;
const guess = { ...open, id: 'spec.guess', path: '/api/v1/spec/guess/{word}', guesses: true } as const;
const guessing = { ...guess, params: z.object({ word: z.string() }) };
const keyOf = (address: string) => address;

describe('rates', () => {
  const small = {
    account: { points: 3, duration: 60 },
    address: { points: 3, duration: 60 },
    guesses: { points: 2, duration: 60 },
  };
  async function served() {
    const { authenticate, enter } = testActors();
    const app = await testApp({
      authenticate,
      rates: rateLimits({ keyOf, figures: small }),
      trustedProxies: ['loopback'],
      routes: [
        route(open, () => Promise.resolve({})),
        route(film, () => Promise.resolve({})),
        route(guessing, ({ params: { word } }) => {
          if (word === 'right') return Promise.resolve({});
          return Promise.reject(new Problem(word === 'busy' ? 'busy' : 'forbidden'));
        }),
      ],
    });
    const from = (address: string, cookie = '') => ({
      headers: { 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) },
    });
    return { app, enter, from };
  }

  it('count people by account, so that a centre behind one address does not hinder itself', async () => {
    const { app, enter, from } = await served();
    const people = Array.from({ length: 5 }, () => enter({ role: 'learner' }));
    for (let i = 0; i < 3; i++) {
      for (const { cookie } of people)
        expect((await app.call(open, from('192.0.2.1', cookie))).status).toBe(200);
    }
    const refused = await app.call(open, from('192.0.2.77', people[0]!.cookie));
    expect([refused.status, refused.problem?.code]).toEqual([429, 'too-many']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    await app.close();
  });

  it('count nobody by address, of IPv6 by its network, and films not at all', async () => {
    const { app, from } = await served();
    const statusOf = async (address: string) => (await app.call(open, from(address))).status;
    for (const address of ['2001:db8:0:1::1', '2001:db8:0:1:2::', '2001:db8:0:1::3']) {
      expect(await statusOf(address)).toBe(200);
    }
    expect(await statusOf('2001:db8::1:9:9:9:9')).toBe(429);
    expect(await statusOf('2001:db8:0:2::1')).toBe(200);
    expect((await app.call(film, from('2001:db8:0:1::1'))).status).toBe(200);
    await app.close();
  });

  it('count wrong guesses of an address, not right ones and not those that had no room', async () => {
    const { app, from } = await served();
    let n = 0;
    // Of one guess each, from addresses that differ in what the limit of requests sees.
    const tell = async (word: string) =>
      (await app.call(guessing, { params: { word }, ...from('192.0.2.9') })).status;
    const { cookie } = (await served()).enter({ role: 'learner' });
    expect(cookie).toContain('spec=');
    for (const word of ['right', 'busy']) n += await tell(word);
    expect(n).toBe(200 + 503);
    expect(await tell('wrong')).toBe(403);
    await app.close();
    const again = await served();
    const wrong = async () =>
      (await again.app.call(guessing, { params: { word: 'wrong' }, ...from('192.0.2.9') })).status;
    expect([await wrong(), await wrong(), await wrong()]).toEqual([403, 403, 429]);
    await again.app.close();
  });

  it('go on counting here while Redis is gone', async () => {
    const redis = new Redis('redis://127.0.0.1:1', {
      lazyConnect: true,
      enableOfflineQueue: false,
      retryStrategy: () => null,
    });
    redis.on('error', () => undefined);
    const rates = rateLimits({ keyOf, redis, figures: small });
    for (let i = 0; i < 3; i++) await expectAsync(rates.ofAccount('a')).toBeResolved();
    await expectAsync(rates.ofAccount('a')).toBeRejectedWith(jasmine.objectContaining({ code: 'too-many' }));
    redis.disconnect();
  });

  it('let three hundred people behind one address sign in within a minute', () => {
    expect(rateFigures.address.points).toBeGreaterThanOrEqual(300 * 5 * 2);
    expect(rateFigures.guesses.points).toBeGreaterThanOrEqual(300);
  });
});

describe('the network of an address', () => {
  it('is the address, or the first half of IPv6', () => {
    expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
    expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(networkOf('2001:0db8::1')).toBe('2001:db8:0:0::/64');
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(networkOf('64:ff9b::192.0.2.1')).toBe('64:ff9b:0:0::/64');
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
  });
});
