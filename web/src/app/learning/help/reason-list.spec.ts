import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { refusalReasons } from '@minjiang/shared/learning';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { ReasonList } from './reason-list.ts';
import { ReasonListHarness } from './reason-list.harness.ts';

describe('the reasons of the help page', () => {
  function list(): Promise<ReasonListHarness> {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    return TestbedHarnessEnvironment.harnessForFixture(
      TestBed.createComponent(ReasonList),
      ReasonListHarness,
    );
  }

  it('are all there, each once, the everyday ones first', async () => {
    const titles = await (await list()).titles();
    expect(titles.length).toBe(refusalReasons.length);
    expect(new Set(titles).size).toBe(refusalReasons.length);
    expect(titles[0]).toBe('学习页面不在最前面');
  });

  it('say what to do', async () => {
    for (const entry of await (await list()).entries()) expect(entry).toContain('怎么办');
  });
});
