import type { LearnerClass } from '@minjiang/shared/learning';

type Course = LearnerClass['courses'][number];
type Lesson = Course['chapters'][number]['lessons'][number];

export interface ClassFigures {
  readonly lessons: number;
  readonly done: number;
  readonly creditedMs: number;
  readonly durationMs: number;
}

const lessonsOf = (courses: readonly Course[]): readonly Lesson[] =>
  courses.flatMap(({ chapters }) => chapters.flatMap(({ lessons }) => lessons));

/** Sums over the lessons of some courses. */
export function figuresOf(courses: readonly Course[]): ClassFigures {
  const lessons = lessonsOf(courses);
  const sum = (of: (lesson: Lesson) => number) => lessons.reduce((total, lesson) => total + of(lesson), 0);
  return {
    lessons: lessons.length,
    done: lessons.filter(({ state }) => state === 'done').length,
    creditedMs: sum(({ creditedMs }) => creditedMs),
    durationMs: sum(({ durationMs }) => durationMs),
  };
}

/** Where to go on in a class: a lesson that was begun, else the first one not begun. */
export function nextIn({ state, courses }: LearnerClass): Lesson | undefined {
  if (state !== 'open') return undefined;
  const left = lessonsOf(courses).filter((lesson) => lesson.state !== 'done');
  return left.find((lesson) => lesson.state === 'part') ?? left[0];
}

const rank: Record<LearnerClass['state'], number> = { open: 0, suspended: 1, upcoming: 2, finished: 3 };

/** What can be studied first, the nearest end on top; what is over last, the newest on top. */
export function inOrder(classes: readonly LearnerClass[]): LearnerClass[] {
  return [...classes].sort((a, b) => {
    if (a.state !== b.state) return rank[a.state] - rank[b.state];
    const byEnd = a.closesOn.localeCompare(b.closesOn);
    return a.state === 'finished' ? -byEnd : byEnd;
  });
}
