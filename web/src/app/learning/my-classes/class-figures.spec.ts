import { classOf, courseOf, doneLesson, lessonOf } from '../testing/samples.ts';
import { figuresOf, inOrder, nextIn } from './class-figures.ts';

const minute = 60_000;

describe('the figures of a class', () => {
  it('are sums over all its lessons', () => {
    const courses = [
      courseOf('a', [doneLesson('1'), lessonOf('2', { creditedMs: 5 * minute, state: 'part' })]),
      courseOf('b', [lessonOf('3')]),
    ];
    expect(figuresOf(courses)).toEqual({
      lessons: 3,
      done: 1,
      creditedMs: 25 * minute,
      durationMs: 60 * minute,
    });
  });

  it('one goes on where one has begun, else with the first that is left', () => {
    const courses = [
      courseOf('a', [doneLesson('1'), lessonOf('2')]),
      courseOf('b', [lessonOf('3', { state: 'part' })]),
    ];
    expect(nextIn(classOf({ courses }))?.lessonId).toBe('3');
    expect(nextIn(classOf({ courses: courses.slice(0, 1) }))?.lessonId).toBe('2');
    expect(nextIn(classOf({ courses: [courseOf('a', [doneLesson('1')])] }))).toBeUndefined();
  });

  it('there is nowhere to go on in a class that is not open', () => {
    for (const state of ['upcoming', 'finished', 'suspended'] as const) {
      expect(nextIn(classOf({ state })))
        .withContext(state)
        .toBeUndefined();
    }
  });

  it('what can be studied comes first, the nearest end on top; what is over comes last, the newest on top', () => {
    const of = (name: string, state: 'open' | 'upcoming' | 'finished' | 'suspended', closesOn: string) =>
      classOf({ name, state, closesOn });
    const sorted = inOrder([
      of('旧班', 'finished', '2025-03-01'),
      of('将来', 'upcoming', '2027-03-01'),
      of('去年', 'finished', '2026-01-01'),
      of('远', 'open', '2026-12-31'),
      of('停', 'suspended', '2026-12-01'),
      of('近', 'open', '2026-11-30'),
    ]);
    expect(sorted.map(({ name }) => name)).toEqual(['近', '远', '停', '将来', '去年', '旧班']);
  });
});
