import { ConfigFault, readConfig } from './config.ts';

const least = { DATABASE_URL: 'postgres://u@localhost/d' };

describe('readConfig', () => {
  it('needs nothing but a database', () => {
    const config = readConfig(least);
    expect(config.port).toBe(8080);
    expect(config.demo).toBeTrue();
    expect(config.staffIdleMs).toBe(600_000);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ ...least, PORT: '' }).port).toBe(8080);
  });

  it('lists every fault at once, by variable', () => {
    try {
      readConfig({ DATABASE_URL: 'mysql://x', PORT: 'many', MINJIANG_MASTER_KEY: 'short' });
      fail('accepted');
    } catch (error) {
      const { faults } = error as ConfigFault;
      expect(faults.map((fault) => fault.split(':')[0])).toEqual([
        'PORT',
        'DATABASE_URL',
        'MINJIANG_MASTER_KEY',
      ]);
    }
  });

  it('takes an address or a path for the media origin', () => {
    const origin = (given: string) => readConfig({ ...least, MINJIANG_MEDIA_ORIGIN: given }).mediaOrigin;
    expect(origin('https://media.example:8443/minjiang/')).toBe('https://media.example:8443/minjiang');
    expect(origin('/cache')).toBe('/cache');
    expect(origin('')).toBeNull();
    for (const wrong of [
      'media.example',
      'ftp://media.example',
      'https://media.example/?x',
      "https://a;b 'self'",
    ])
      expect(() => origin(wrong))
        .withContext(wrong)
        .toThrowError(ConfigFault);
  });

  it('refuses test clock and demonstration in production', () => {
    const production = { ...least, NODE_ENV: 'production' };
    expect(() => readConfig({ ...production, MINJIANG_TEST_CLOCK: '1' })).toThrowError(ConfigFault);
    expect(() => readConfig({ ...production, MINJIANG_DEMO: 'on' })).toThrowError(ConfigFault);
    expect(readConfig(production).demo).toBeFalse();
  });
});
