import { hash } from 'node:crypto';

/** What the ids and cookies of seeded learners are made from: every process knows them all by number alone. */
export interface LearnerIds {
  /** The first 18 letters of every id: time and chance of a UUIDv7. */
  readonly head: string;
  /** 32 letters base64url at the head of every session token. */
  readonly secret: string;
}

const kinds = { account: 'a', assignment: 'b', session: 'c', enrolment: 'd', lease: 'e', page: 'f' } as const;
export type SeededKind = keyof typeof kinds;

/** @param number of the learner, from 0 */
export const idOf = ({ head }: LearnerIds, kind: SeededKind, number: number): string =>
  `${head}-8${kinds[kind]}00-${number.toString(16).padStart(12, '0')}`;

/** The same as SQL. @param number an integer expression */
export const idSql = ({ head }: LearnerIds, kind: SeededKind, number: string): string =>
  `('${head}-8${kinds[kind]}00-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

export const cookieOf = ({ secret }: LearnerIds, number: number): string =>
  `minjiang_session=${secret}${String(number).padStart(11, '0')}`;

/** SHA-256 of the session token, as the platform stores it. @param number an integer expression */
export const tokenHashSql = ({ secret }: LearnerIds, number: string): string =>
  `sha256(convert_to('${secret}' || lpad(${number}::text, 11, '0'), 'UTF8'))`;

/** Seeded learners sign in by user name: their phones and ID numbers are not known to anybody. */
export const userNameOf = ({ head }: LearnerIds, number: number): string =>
  `seeded-${shortOf(head)}-${number}`;

export const userNameSql = ({ head }: LearnerIds, number: string): string =>
  `'seeded-${shortOf(head)}-' || ${number}::text`;

const shortOf = (head: string) => hash('sha256', head).slice(0, 8);
