import { studyRules, type AttentionQuestion } from '@minjiang/shared/catalog';
import { contentRoutes } from '@minjiang/shared/content';
import { newId } from '@minjiang/shared/kernel';
import type { Page } from 'playwright-core';
import { launch, photograph, takeSeat } from '../support/browser/browser.ts';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { film, publishProgramme } from '../support/commands/programmes.ts';
import { together } from '../support/commands/together.ts';
import { enter } from '../support/pages/entering.ts';
import { goTo } from '../support/pages/going.ts';
import { finished, play } from '../support/pages/studying.ts';
import { words } from '../support/pages/texts.ts';
import { somebody } from '../support/people.ts';
import { theStage, type Stage } from '../support/stage.ts';

const t = (key: string) => words(`learning.check.${key}`);
const right = '断开电源';

const questions: AttentionQuestion[] = ['一', '二', '三', '四'].map((number) => ({
  questionId: newId(),
  text: `第${number}题：发现有人触电，先做什么？`,
  options: [right, '用手去拉', '泼水', '走开'],
  correct: 0,
}));

describe('a check during study, in a browser', () => {
  let runs: ReturnType<typeof start>;
  beforeAll(async () => {
    const stage = await theStage();
    runs = start(stage, await checkedClass(stage));
  }, 120_000);

  const start = (stage: Stage, classId: string) =>
    together({ answered: () => answered(stage, classId), leftAlone: () => leftAlone(stage, classId) });

  async function checkedClass({ institution }: Stage): Promise<string> {
    const { items } = (
      await institution.call(contentRoutes.listAssets, { query: { kind: 'video', state: 'ready' } })
    ).body;
    const lesson = { ...film(items.at(-1)!.id, '触电急救'), questions };
    const rules = studyRules.parse({
      permittedFromMinute: 0,
      permittedToMinute: 1440,
      beatEveryMs: 5000,
      checks: { atStart: true, random: null, answerSeconds: 30, retries: 1 },
    });
    return openClass(institution, await publishProgramme(institution, 'Checked', [lesson], rules), 'Checked');
  }

  /** A learner of that class on a phone, at the door of its lesson. */
  async function atTheLesson({ institution, first }: Stage, classId: string) {
    const person = somebody();
    const enrolmentId = await enrol(institution, classId, person);
    await activate(institution, { classId, enrolmentId }, person);
    const seat = await takeSeat(await launch(), first.origin, { width: 360, height: 800 });
    await enter(seat.page, person.phone);
    return { seat, person, enrolmentId };
  }

  const panel = (page: Page) => page.getByRole('alertdialog').or(page.getByRole('dialog'));

  /** With the keyboard alone: the number of the option, then Enter. */
  async function choose(page: Page, isRight: boolean): Promise<void> {
    const options = await panel(page).getByRole('radio').all();
    const texts = await panel(page).locator('label').allInnerTexts();
    const index = texts.findIndex((text) => text.includes(right) === isRight);
    expect(options.length).toBe(4);
    await options[index]!.focus();
    await page.keyboard.press(String(index + 1));
    await panel(page)
      .getByRole('button', { name: t('answer'), disabled: false })
      .waitFor();
    await page.keyboard.press('Enter');
  }

  async function answered(stage: Stage, classId: string) {
    const { seat, enrolmentId } = await atTheLesson(stage, classId);
    const { page } = seat;
    try {
      const [lesson] = await lessonsOf(page);
      await goTo(page, `/study/${enrolmentId}/${lesson!}`);
      await panel(page)
        .getByRole('heading', { name: t('title') })
        .waitFor();
      const first = await panel(page).locator('legend').innerText();
      const hasFocus = await panel(page).evaluate((at) => at.contains(document.activeElement));
      await choose(page, false);
      await page.getByText(t('wrong')).waitFor();
      const second = await panel(page).locator('legend').innerText();
      await choose(page, true);
      await panel(page)
        .waitFor({ state: 'hidden', timeout: 10_000 })
        .catch(async () => {
          await panel(page)
            .getByRole('button', { name: t('go-on') })
            .click();
        });
      await play(page, enrolmentId, lesson!).catch(() => undefined);
      await finished(page, 60_000);
      return { hasFocus, first, second, faults: [...seat.faults], credited: await creditedIn(page) };
    } catch (error) {
      await photograph(seat);
      throw error;
    } finally {
      await seat.leave();
    }
  }

  async function leftAlone(stage: Stage, classId: string) {
    const { seat, enrolmentId } = await atTheLesson(stage, classId);
    const { page } = seat;
    try {
      const [lesson] = await lessonsOf(page);
      await goTo(page, `/study/${enrolmentId}/${lesson!}`);
      await panel(page)
        .getByRole('heading', { name: t('title') })
        .waitFor();
      await panel(page)
        .getByRole('heading', { name: t('missed'), exact: true })
        .waitFor({ timeout: 60_000 });
      const creditedAfterMiss = await creditedIn(page);
      await panel(page)
        .getByRole('button', { name: t('ask') })
        .click();
      await panel(page)
        .getByRole('heading', { name: t('title') })
        .waitFor();
      await choose(page, true);
      await panel(page)
        .getByText(t('passed'), { exact: true })
        .or(page.getByText(t('passed-now')))
        .first()
        .waitFor();
      return { creditedAfterMiss, faults: [...seat.faults] };
    } catch (error) {
      await photograph(seat);
      throw error;
    } finally {
      await seat.leave();
    }
  }

  it('stops the lesson, takes another question after a wrong answer, and lets it go on', async () => {
    const { hasFocus, first, second, faults, credited } = await runs.answered;
    expect(hasFocus).toBeTrue();
    expect(second).not.toBe(first);
    expect(faults).toEqual([]);
    expect(credited).toBeGreaterThan(11_000);
  }, 150_000);

  it('left alone is missed, which the page says by itself, and can be made up for', async () => {
    const { creditedAfterMiss, faults } = await runs.leftAlone;
    expect(creditedAfterMiss).toBe(0);
    expect(faults).toEqual([]);
  }, 150_000);
});

const asked = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (at) => (await fetch(at)).json() as Promise<never>, path);

type Classes = { classes: { courses: { chapters: { lessons: { lessonId: string }[] }[] }[] }[] };

const lessonsOf = async (page: Page): Promise<string[]> =>
  (await asked<Classes>(page, '/api/v1/me/classes')).classes.flatMap(({ courses }) =>
    courses.flatMap(({ chapters }) =>
      chapters.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId)),
    ),
  );

const creditedIn = async (page: Page): Promise<number> =>
  (await asked<{ totals: { creditedMs: number } }>(page, '/api/v1/me/record')).totals.creditedMs;
