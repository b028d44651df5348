import {
  questionsNeeded,
  readingAllowanceMs,
  type CheckRules,
  type DraftFault,
  type DraftFaultCode,
  type DraftLesson,
  type StudyRules,
} from '@minjiang/shared/catalog';
import type { AssetFact } from '../ports.ts';
import { lessonsIn } from './draft-rules.ts';
import type { Draft } from './programme-model.ts';

interface Found extends DraftFault {
  readonly code: DraftFaultCode;
}
type Facts = ReadonlyMap<string, AssetFact>;

/** What keeps a draft from being published: first its rules, then the outline in order. */
export function draftFaults({ courses, rules }: Draft, facts: Facts): DraftFault[] {
  const needed = questionsNeeded(rules.checks);
  const found: Found[] = [...ruleFaults(rules, lengthOf(courses, facts))];
  if (courses.length === 0) found.push({ at: '/courses', code: 'no-course' });
  courses.forEach(({ chapters }, c) => {
    if (chapters.length === 0) found.push({ at: `/courses/${c}`, code: 'empty-course' });
    chapters.forEach(({ lessons }, k) => {
      const at = `/courses/${c}/chapters/${k}`;
      if (lessons.length === 0) found.push({ at, code: 'empty-chapter' });
      lessons.forEach((lesson, n) => {
        found.push(...contentFaults(lesson, `${at}/lessons/${n}`, facts));
        if (lesson.questions.length < needed)
          found.push({ at: `${at}/lessons/${n}`, code: 'too-few-questions' });
      });
    });
  });
  return found;
}

/** @param programmeMs length of the whole programme, null while it is not known */
function ruleFaults({ checks }: StudyRules, programmeMs: number | null): Found[] {
  const at = '/rules/checks';
  if (!checks) return [];
  const found: Found[] = [];
  // No provider can be connected yet; a check that nobody can pass would stop every learner.
  if (checks.kinds.includes('face')) found.push({ at, code: 'no-face-provider' });
  if (programmeMs !== null && neverDue(checks, programmeMs)) found.push({ at, code: 'no-check-falls-due' });
  return found;
}

/** Whether somebody could study everything and meet no check although the rules have some. */
const neverDue = (checks: CheckRules, programmeMs: number): boolean =>
  !checks.atStart && !checks.atEnd && (checks.random?.fromMinutes ?? Infinity) * 60_000 > programmeMs;

function lengthOf(courses: Draft['courses'], facts: Facts): number | null {
  const lessons = lessonsIn(courses).map(({ it }) => lessonMs(it, facts));
  const known = lessons.filter((ms) => ms !== null);
  return known.length === lessons.length && known.length > 0 ? known.reduce((sum, ms) => sum + ms, 0) : null;
}

const lessonMs = (lesson: DraftLesson, facts: Facts): number | null =>
  lesson.kind === 'image-text'
    ? lesson.blocks.reduce((sum, block) => sum + readingAllowanceMs(block), 0)
    : (facts.get(lesson.assetId ?? '')?.durationMs ?? null);

function contentFaults(lesson: DraftLesson, at: string, facts: Facts): Found[] {
  const isReady = (assetId: string) => facts.get(assetId)?.state === 'ready';
  if (lesson.kind === 'video') {
    if (!lesson.assetId) return [{ at, code: 'no-asset' }];
    return isReady(lesson.assetId) ? [] : [{ at, code: 'asset-not-ready' }];
  }
  if (lesson.blocks.length === 0) return [{ at, code: 'no-blocks' }];
  return lesson.blocks.flatMap((block, b): Found[] =>
    block.type === 'picture' && !isReady(block.assetId)
      ? [{ at: `${at}/blocks/${b}`, code: 'picture-not-ready' }]
      : [],
  );
}
