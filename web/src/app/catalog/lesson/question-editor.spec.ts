import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatSnackBarHarness } from '@angular/material/snack-bar/testing';
import { provideRouter } from '@angular/router';
import type { AttentionQuestion } from '@minjiang/shared/catalog';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { QuestionEditor } from './question-editor.ts';
import { QuestionEditorHarness } from './question-editor.harness.ts';

const question = (questionId: string, text: string): AttentionQuestion => ({
  questionId,
  text,
  options: ['甲', '乙'],
  correct: 1,
});

@Component({
  imports: [QuestionEditor],
  template: `<mj-question-editor
    lessonId="l"
    [questions]="questions()"
    [needed]="needed()"
    [rulesLink]="['/rules']"
    (changed)="questions.set($event)"
  />`,
})
class Page {
  readonly questions = signal<AttentionQuestion[]>([question('a', '第一'), question('b', '第二')]);
  readonly needed = signal(3);
}

describe('questions of a lesson', () => {
  async function make() {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(Page);
    document.body.append(fixture.nativeElement as HTMLElement);
    const editor = await TestbedHarnessEnvironment.loader(fixture).getHarness(QuestionEditorHarness);
    const root = TestbedHarnessEnvironment.documentRootLoader(fixture);
    return { page: fixture.componentInstance, editor, root };
  }

  it('say how many are missing for the rules', async () => {
    const { page, editor } = await make();
    expect(await editor.state()).toContain('还差 1 道');
    page.needed.set(2);
    expect(await editor.state()).toContain('已经够了');
    page.needed.set(0);
    expect(await editor.state()).toContain('不会用到');
  });

  it('are written with the keyboard, and count once they could be asked', async () => {
    const { page, editor } = await make();
    await editor.add();
    expect(await editor.state()).toContain('还差 1 道');
    await editor.write(0, '先做什么？');
    await editor.write(1, '断电');
    await editor.write(2, '拉人');
    await editor.enterAt(3);
    expect(await editor.options()).toBe(4);
    expect((await editor.questions())[2]).not.toContain('正确答案');
    expect(await editor.state()).toContain('还差 1 道');
    await editor.mark(0);
    expect(page.questions()[2]).toEqual(
      jasmine.objectContaining({ text: '先做什么？', options: ['断电', '拉人', '', ''], correct: 0 }),
    );
    expect(await editor.state()).toContain('已经够了');
    await editor.toggle(2);
    expect((await editor.questions())[2]).toContain('正确答案：断电');
  });

  it('change places, go, and come back', async () => {
    const { page, editor, root } = await make();
    const texts = () => page.questions().map(({ text }) => text);
    await editor.press('下移第 1 题');
    expect(texts()).toEqual(['第二', '第一']);
    await editor.press('删除第 1 题');
    expect(texts()).toEqual(['第一']);
    await (await root.getHarness(MatSnackBarHarness)).dismissWithAction();
    expect(texts()).toEqual(['第二', '第一']);
  });
});
