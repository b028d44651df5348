import { attentionQuestions, questionsNeeded } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { electrician } from './demo-texts.ts';
import { electricianCourses, questionsOf, withChecks } from './programmes.ts';
import { lessonQuestions } from './question-texts.ts';

describe('the programme of the demonstration', () => {
  it('has questions enough for its checks in every lesson, with and without films', () => {
    for (const films of [[newId(), newId(), newId()], []]) {
      const lessons = electricianCourses(films).flatMap(({ chapters }) =>
        chapters.flatMap((chapter) => chapter.lessons),
      );
      expect(lessons.length).toBe(films.length + 1);
      for (const { name, questions } of lessons) {
        expect(questions.length).withContext(name).toBeGreaterThan(questionsNeeded(withChecks.checks));
        expect(attentionQuestions.safeParse(questions).success).withContext(name).toBeTrue();
      }
    }
  });

  it('marks the right answers, at different places', () => {
    const places = Object.entries(lessonQuestions).flatMap(([lesson, written]) =>
      questionsOf(lesson).map(({ options, correct }, n) => {
        expect(options[correct]).toBe(written[n]!.right);
        return correct;
      }),
    );
    expect(new Set(places).size).toBeGreaterThan(2);
    expect(Object.keys(lessonQuestions)).toContain(electrician.text.name);
  });
});
