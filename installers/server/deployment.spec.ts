import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { heartbeat } from '../../server/src/platform/sockets/heartbeat.ts';
import { chart, filesIn, namesInConfig, settings, textOf, yamlOf } from './testing/pieces.ts';

const roles = ['api', 'realtime', 'worker'];
const forTestsAndTrials = ['MINJIANG_DEMO', 'MINJIANG_DEMO_PASSWORD', 'MINJIANG_TEST_CLOCK'];

describe('the environment of the platform', () => {
  const named = new Set(
    settings.flatMap((file) =>
      [
        ...textOf(file).matchAll(
          /\b(MINJIANG_[A-Z0-9_]+|REDIS_URL|DATABASE_URL|LOG_LEVEL|FFMPEG_PATH|HOST|PORT)\b/g,
        ),
      ].map(([name]) => name),
    ),
  );

  it('is named in deployments as the server reads it', () => {
    // The name of an image is compose's own; what carries messages between processes may be left out of a build.
    const known = new Set([...namesInConfig(), 'MINJIANG_IMAGE', 'MINJIANG_REUSE_PORT', 'REDIS_URL']);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
  });

  it('can be set to the last name', () => {
    const wanted = namesInConfig().filter((name) => name !== 'NODE_ENV' && !forTestsAndTrials.includes(name));
    expect(wanted.filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('what is kept in the repository', () => {
  const files = filesIn('.').filter((file) => !file.endsWith('.spec.ts'));

  it('pins every image', () => {
    const images = files.flatMap((file) =>
      [...textOf(file).matchAll(/^\s*(?:image: (\S+:\S+)|FROM (\S+))/gm)].map(([, a, b]) => a ?? b!),
    );
    expect(images.length).toBeGreaterThan(5);
    for (const image of images.filter((each) => !each.startsWith('{{'))) {
      expect(image).toMatch(/:[^:]*\d+\.\d+/);
      expect(image).not.toContain('latest');
    }
  });

  it('holds no secret', () => {
    const example = textOf('minjiang.env.example');
    expect(example).toMatch(/^MINJIANG_MASTER_KEY=$/m);
    expect(example).toMatch(/^DATABASE_URL=$/m);
    for (const file of files) {
      expect(textOf(file))
        .withContext(file)
        .not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|postgres(ql)?:\/\/\w+:\w/);
    }
  });
});

describe('the compose file', () => {
  const compose = yamlOf('compose.yaml') as {
    services: Record<
      string,
      { environment?: Record<string, string>; read_only?: boolean; cap_drop?: string[] }
    >;
    networks: Record<string, { internal?: boolean }>;
  };

  it('starts every role, each without rights it does not need', () => {
    for (const role of roles) expect(compose.services[role]?.environment?.['MINJIANG_ROLE']).toBe(role);
    for (const [name, service] of Object.entries(compose.services)) {
      expect([service.read_only, service.cap_drop])
        .withContext(name)
        .toEqual([true, ['ALL']]);
    }
    expect(compose.networks['back']?.internal).toBeTrue();
  });
});

describe('the chart', () => {
  const values = yamlOf('chart/values.yaml') as Record<string, unknown>;
  const check = new Ajv({ strict: false, allErrors: true }).compile(
    JSON.parse(textOf('chart/values.schema.json')) as object,
  );

  it('has values that fit its schema', () => {
    for (const file of ['external', 'whole', 'bare']) {
      const given = yamlOf(`chart/ci/${file}-values.yaml`) as Record<string, object>;
      const merged = Object.fromEntries(
        Object.entries({ ...values, ...given }).map(([key, value]) => {
          const own = values[key];
          return [key, typeof own === 'object' ? { ...own, ...(value as object) } : value];
        }),
      );
      expect(check(merged))
        .withContext(`${file}: ${JSON.stringify(check.errors)}`)
        .toBeTrue();
    }
    expect(check({ ...values, image: { tag: 'latest' } })).toBeFalse();
    for (const secret of ['MINJIANG_MASTER_KEY', 'MINJIANG_S3_SECRET_ACCESS_KEY'])
      expect(check({ ...values, settings: { [secret]: '00' } })).toBeFalse();
  });

  it('asks for no value that does not exist', () => {
    const asked = chart.flatMap((file) =>
      [...textOf(file).matchAll(/\.Values\.([\w.]+)/g)].map(([, path]) => path!),
    );
    expect(asked.length).toBeGreaterThan(20);
    const missing = asked.filter((path) => {
      let at: unknown = values;
      for (const step of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[step];
      return at === undefined;
    });
    expect(missing).toEqual([]);
  });

  it('probes what every role answers', () => {
    const text = textOf('chart/templates/roles.yaml');
    expect(Object.keys(values['roles'] as object)).toEqual(roles);
    expect(text.match(/path: \/(healthz|readyz), port: http/g)?.length).toBe(3);
  });
});

describe('the units', () => {
  it('end a process only after it had the time to drain', () => {
    const app = textOf('../../server/src/app.ts');
    const drainMs = Number(/drainMs = ([\d_]+)/.exec(app)?.[1]?.replace('_', ''));
    expect(drainMs).toBeGreaterThan(0);
    const common = textOf('systemd/minjiang-.service.d/10-common.conf');
    const stopMs = Number(/TimeoutStopSec=(\d+)s/.exec(common)?.[1]) * 1000;
    expect(stopMs).toBeGreaterThan(2 * drainMs);
  });

  it('name their role', () => {
    for (const role of roles) {
      expect(textOf(`systemd/minjiang-${role}@.service`)).toContain(`Environment=MINJIANG_ROLE=${role}\n`);
    }
  });
});

describe('what stands before the sockets', () => {
  it('lets a page rest until the server gives it up', () => {
    const givenUpMs = heartbeat.pingInterval + heartbeat.pingTimeout;
    const timeouts = [
      .../location \/socket\.io\/ \{[^}]*\}/
        .exec(textOf('nginx/locations.conf'))![0]
        .matchAll(/_timeout (\d+)s/g),
      ...textOf('chart/templates/ingress.yaml').matchAll(/-timeout: '(\d+)'/g),
    ].map(([, seconds]) => Number(seconds) * 1000);
    expect(timeouts.length).toBe(4);
    for (const ms of timeouts) expect(ms).toBeGreaterThan(givenUpMs);
  });
});

describe('install.sh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minjiang-install-'));
  const [from, root] = [join(folder, 'from'), join(folder, 'root')];
  const install = (...args: string[]) => {
    const script = join(import.meta.dirname, 'install.sh');
    const ran = spawnSync(
      'sh',
      [script, '--root', root, '--from', from, '--modules', join(from, 'modules'), ...args],
      {
        encoding: 'utf8',
        env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
      },
    );
    return { said: ran.stdout, fault: ran.stderr, code: ran.status };
  };
  beforeAll(() => {
    for (const each of [
      'server/src/main.ts',
      'shared/x.ts',
      'web/dist/browser/index.html',
      'modules/x/index.js',
    ])
      put(each, '');
    put('installers/server/install.sh', '');
    put('package-lock.json', '{}');
    for (const each of ['.', 'web', 'desktop', 'installers', 'tests'])
      put(`${each}/package.json`, '{\n  "version": "1.2.3",\n}\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function put(file: string, text: string): void {
    mkdirSync(dirname(join(from, file)), { recursive: true });
    writeFileSync(join(from, file), text);
  }

  it('lays a release once, keeps its settings, and lays the next beside it', () => {
    expect(install('--dry-run').said).toContain('lay the release 1.2.3-');
    expect(() => statSync(root)).toThrow();

    expect(install()).toEqual(jasmine.objectContaining({ code: 0, fault: '' }));
    expect(install().said).toContain('Nothing to do');
    const env = join(root, 'etc/minjiang/minjiang.env');
    const written = readFileSync(env, 'utf8');
    expect(statSync(env).mode & 0o777).toBe(0o600);
    expect(written).toMatch(/^MINJIANG_MASTER_KEY=[0-9a-f]{64}$/m);

    put('server/src/main.ts', 'changed');
    expect(install().said).toContain('make it the current one');
    expect(readFileSync(env, 'utf8')).toBe(written);
    expect(readFileSync(join(root, 'opt/minjiang/current/server/src/main.ts'), 'utf8')).toBe('changed');
  });
});
