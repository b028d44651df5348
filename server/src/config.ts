import { resolve } from 'node:path';
import * as z from 'zod';

const flag = z
  .enum(['0', '1', 'on', 'off', 'true', 'false'])
  .transform((v) => ['1', 'on', 'true'].includes(v));

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  MINJIANG_REUSE_PORT: flag.default(false),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgres:// or postgresql://' }),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, { error: 'must begin with redis:// or rediss://' })
    .optional(),
  MINJIANG_DATA_DIR: z.string().default('data'),
  MINJIANG_ROLE: z.enum(['all', 'api', 'realtime', 'worker']).default('all'),
  MINJIANG_WEB_DIR: z.string().default('web/dist/browser'),
  MINJIANG_PUBLIC_ORIGIN: z.url().optional(),
  MINJIANG_MEDIA_ORIGIN: z
    .string()
    .regex(/^(https?:\/\/[\w.:[\]-]+)?(\/[\w.~-]+)*\/?$/, {
      error: 'must be an address (https://media.example) or a path (/cache)',
    })
    .optional(),
  MINJIANG_TRUSTED_PROXIES: z.string().default(''),
  MINJIANG_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hexadecimal digits' })
    .optional(),
  MINJIANG_DEMO: flag.optional(),
  MINJIANG_DEMO_PASSWORD: z.string().min(8).optional(),
  MINJIANG_TEST_CLOCK: flag.default(false),
  MINJIANG_STAFF_IDLE_SECONDS: z.coerce.number().int().min(30).default(600),
  MINJIANG_SESSION_HOURS: z.coerce.number().int().min(1).max(720).default(12),
  MINJIANG_MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(4 * 1024 ** 3),
  MINJIANG_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address (https://s3.example)' })
    .optional(),
  MINJIANG_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'must be the name of a bucket' })
    .optional(),
  MINJIANG_S3_REGION: z.string().default('us-east-1'),
  MINJIANG_S3_ACCESS_KEY_ID: z.string().optional(),
  MINJIANG_S3_SECRET_ACCESS_KEY: z.string().optional(),
  MINJIANG_S3_PATH_STYLE: flag.default(true),
  MINJIANG_S3_CACHE_BYTES: z.coerce
    .number()
    .int()
    .min(1024 ** 2)
    .default(20 * 1024 ** 3),
  MINJIANG_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, { error: 'must begin with smtp:// or smtps://' })
    .optional(),
  MINJIANG_MAIL_FROM: z.string().default('minjiang@localhost'),
  MINJIANG_AUDIT_MAIL: z.email({ error: 'must be an e-mail address' }).optional(),
  MINJIANG_LEAST_PROGRAM: z
    .string()
    .regex(/^\d+(\.\d+){0,2}$/, { error: 'must be a version (1.4.0)' })
    .optional(),
  MINJIANG_OPERATOR: z.string().default(''),
  MINJIANG_ICP_NUMBER: z.string().default(''),
  MINJIANG_POLICE_NUMBER: z.string().default(''),
  MINJIANG_SERVICE_PHONE: z.string().default(''),
  MINJIANG_SERVICE_HOURS: z.string().default(''),
  MINJIANG_COMPLAINT_PHONE: z.string().default(''),
  MINJIANG_PRIVACY_CONTACT: z.string().default(''),
  FFMPEG_PATH: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Role = 'all' | 'api' | 'realtime' | 'worker';

/** Everything the server is told from outside, parsed once. */
export type Config = ReturnType<typeof readConfig>;

/** What a tool beside the server may need; nothing else of it is looked at. */
export function environmentOfTools(env: Readonly<Record<string, string | undefined>> = process.env) {
  const { DATABASE_URL, MINJIANG_DATA_DIR } = env;
  return { databaseUrl: DATABASE_URL || null, dataDir: MINJIANG_DATA_DIR || 'data' };
}

/** Every fault of the environment at once, each naming its variable. */
export class ConfigFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('; '));
    this.faults = faults;
  }
}

/** Reads the environment; an empty variable counts as absent. @throws ConfigFault listing every fault */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigFault(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  const faults: string[] = [];
  if (production && e.MINJIANG_TEST_CLOCK) faults.push('MINJIANG_TEST_CLOCK is refused in production');
  if (production && e.MINJIANG_DEMO === true) faults.push('MINJIANG_DEMO is refused in production');
  const missing = missingOfS3(e);
  if (missing.length > 0) faults.push(`a bucket needs ${missing.join(', ')} too`);
  if (faults.length > 0) throw new ConfigFault(faults);
  return {
    production,
    port: e.PORT,
    host: e.HOST,
    /** Several processes listen on one port, and the system shares the connections out among them (Linux). */
    reusePort: e.MINJIANG_REUSE_PORT,
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL ?? null,
    dataDir: resolve(e.MINJIANG_DATA_DIR),
    role: e.MINJIANG_ROLE,
    webDir: resolve(e.MINJIANG_WEB_DIR),
    publicOrigin: e.MINJIANG_PUBLIC_ORIGIN ?? null,
    mediaOrigin: e.MINJIANG_MEDIA_ORIGIN?.replace(/\/$/, '') || null,
    trustedProxies: e.MINJIANG_TRUSTED_PROXIES.split(',').flatMap((part) => part.trim() || []),
    masterKey: e.MINJIANG_MASTER_KEY ?? null,
    demo: !production && (e.MINJIANG_DEMO ?? true),
    demoPassword: e.MINJIANG_DEMO_PASSWORD ?? null,
    testClock: e.MINJIANG_TEST_CLOCK,
    staffIdleMs: e.MINJIANG_STAFF_IDLE_SECONDS * 1000,
    sessionMs: e.MINJIANG_SESSION_HOURS * 3_600_000,
    maxUploadBytes: e.MINJIANG_MAX_UPLOAD_BYTES,
    s3: s3Of(e),
    smtpUrl: e.MINJIANG_SMTP_URL ?? null,
    mailFrom: e.MINJIANG_MAIL_FROM,
    auditMail: e.MINJIANG_AUDIT_MAIL ?? null,
    /** An installed program that is older only says so. */
    leastProgram: e.MINJIANG_LEAST_PROGRAM ?? null,
    ffmpegPath: e.FFMPEG_PATH ?? null,
    logLevel: e.LOG_LEVEL,
    site: {
      operator: e.MINJIANG_OPERATOR,
      icpNumber: e.MINJIANG_ICP_NUMBER,
      policeNumber: e.MINJIANG_POLICE_NUMBER,
      servicePhone: e.MINJIANG_SERVICE_PHONE,
      serviceHours: e.MINJIANG_SERVICE_HOURS,
      complaintPhone: e.MINJIANG_COMPLAINT_PHONE,
      privacyContact: e.MINJIANG_PRIVACY_CONTACT,
    },
  };
}

type Environment = z.infer<typeof environment>;

const neededOfS3 = [
  'MINJIANG_S3_ENDPOINT',
  'MINJIANG_S3_BUCKET',
  'MINJIANG_S3_ACCESS_KEY_ID',
  'MINJIANG_S3_SECRET_ACCESS_KEY',
] as const;

/** A bucket is named whole or not at all. */
function missingOfS3(e: Environment): string[] {
  const missing = neededOfS3.filter((name) => e[name] === undefined);
  return missing.length === neededOfS3.length ? [] : missing;
}

/** The bucket that holds films and heads; null leaves them in the data folder. */
function s3Of(e: Environment) {
  const [endpoint, bucket, accessKeyId, secretAccessKey] = neededOfS3.map((name) => e[name]);
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return null;
  return {
    ...{ endpoint, bucket, accessKeyId, secretAccessKey },
    region: e.MINJIANG_S3_REGION,
    pathStyle: e.MINJIANG_S3_PATH_STYLE,
    cacheDir: resolve(e.MINJIANG_DATA_DIR, 'copies'),
    cacheBytes: e.MINJIANG_S3_CACHE_BYTES,
  };
}
