import { createHash } from 'node:crypto';

/** A closed run as it is sealed: ids and figures, nothing of a person. Instants in microseconds. */
export interface SealedFields {
  readonly runId: string;
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly lessonVersionId: string;
  readonly encodingId: string | null;
  readonly ruleSetId: string;
  readonly causeId: string | null;
  /** Local date. */
  readonly day: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly closedAt: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly ms: number;
  readonly lateMs: number;
  readonly verdict: string;
  readonly terminal: string;
  readonly evidence: string;
  readonly cause: string;
}

/** Before the first run of a chain. */
export const noHash = Buffer.alloc(32);
const version = 1;

export const sm3 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

export function integerBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

const optionalId = (id: string | null): Buffer =>
  id === null ? Buffer.from([0]) : Buffer.concat([Buffer.from([1]), idBytes(id)]);

function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/**
 * The bytes that the hash of a run is made of. Version 1, in this order: the version (1 byte); run, account,
 * enrolment, lesson, lesson version, rule set (16 bytes each); encoding, cause id (0, or 1 and 16 bytes); started,
 * ended, closed (microseconds), from, to, ms, late (milliseconds), index (8 bytes each, big-endian, signed); day,
 * verdict, terminal, evidence, cause (length in 1 byte, UTF-8); the hash before it (32 bytes).
 */
export function canonicalBytes(run: SealedFields, index: number, previous: Buffer): Buffer {
  const ids = [run.runId, run.accountId, run.enrolmentId, run.lessonId, run.lessonVersionId, run.ruleSetId];
  const figures = [run.startedAt, run.endedAt, run.closedAt, run.fromMs, run.toMs, run.ms, run.lateMs, index];
  const texts = [run.day, run.verdict, run.terminal, run.evidence, run.cause];
  return Buffer.concat([
    Buffer.from([version]),
    ...ids.map(idBytes),
    ...[run.encodingId, run.causeId].map(optionalId),
    ...figures.map(integerBytes),
    ...texts.map(textBytes),
    previous,
  ]);
}

export const sealOf = (run: SealedFields, index: number, previous: Buffer): Buffer =>
  sm3(canonicalBytes(run, index, previous));
