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

  it('takes a bucket whole or not at all', () => {
    const bucket = {
      MINJIANG_S3_ENDPOINT: 'https://s3.example',
      MINJIANG_S3_BUCKET: 'films',
      MINJIANG_S3_ACCESS_KEY_ID: 'id',
      MINJIANG_S3_SECRET_ACCESS_KEY: 'secret',
    };
    expect(readConfig(least).s3).toBeNull();
    const { s3, dataDir } = readConfig({ ...least, ...bucket });
    expect(s3).toEqual(jasmine.objectContaining({ bucket: 'films', region: 'us-east-1', pathStyle: true }));
    expect(s3?.cacheDir.startsWith(dataDir)).toBeTrue();
    expect(() => readConfig({ ...least, ...bucket, MINJIANG_S3_SECRET_ACCESS_KEY: '' })).toThrowError(
      ConfigFault,
      /needs MINJIANG_S3_SECRET_ACCESS_KEY too/,
    );
    for (const wrong of ['Films', 'a', '../x'])
      expect(() => readConfig({ ...least, ...bucket, MINJIANG_S3_BUCKET: wrong })).toThrowError(ConfigFault);
    expect(() => readConfig({ ...least, ...bucket, MINJIANG_S3_ENDPOINT: 'ftp://x' })).toThrowError(
      ConfigFault,
    );
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
