import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { FieldHarness } from '../../ui/field.harness.ts';
import { FindLearner } from './find-learner.ts';

describe('finding a learner', () => {
  async function look(text: string) {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const fixture = TestBed.createComponent(FindLearner);
    const wanted: (string | undefined)[] = [];
    fixture.componentInstance.wanted.subscribe((number) => wanted.push(number));
    const field = await TestbedHarnessEnvironment.loader(fixture).getHarness(FieldHarness);
    await field.enter(text);
    const page = fixture.nativeElement as HTMLElement;
    page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await fixture.whenStable();
    return { wanted, error: await field.error() };
  }

  it('takes a whole phone or ID number, written with gaps or a small x', async () => {
    expect((await look('138 0000 0001')).wanted).toEqual(['13800000001']);
    TestBed.resetTestingModule();
    expect((await look('11010519491231002x')).wanted).toEqual(['11010519491231002X']);
  });

  it('does not look for a part of a number', async () => {
    const { wanted, error } = await look('1380000');
    expect(wanted).toEqual([]);
    expect(error).toContain('完整');
  });
});
