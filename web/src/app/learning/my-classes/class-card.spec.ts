import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, input } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { LearnerClass } from '@minjiang/shared/learning';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { classOf, courseOf, doneLesson, lessonOf } from '../testing/samples.ts';
import { ClassCard } from './class-card.ts';
import { ClassCardHarness } from './class-card.harness.ts';

@Component({ imports: [ClassCard], template: '<mj-class-card [of]="of()" />' })
class Page {
  readonly of = input.required<LearnerClass>();
}

describe('a class of the learner', () => {
  function card(part: Partial<LearnerClass>, facts?: object): Promise<ClassCardHarness> {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        { provide: DesktopShell, useValue: { facts: () => facts } },
      ],
    });
    const fixture = TestBed.createComponent(Page);
    const courses = [courseOf('a', [doneLesson('1')]), courseOf('b', [lessonOf('2')])];
    fixture.componentRef.setInput('of', classOf({ courses, ...part }));
    return TestbedHarnessEnvironment.loader(fixture).getHarness(ClassCardHarness);
  }

  it('leads to its lessons while it is open, and unfolds the course where one goes on', async () => {
    const open = await card({});
    expect(await open.state()).toBe('进行中');
    expect(await open.notice()).toBeUndefined();
    expect(await open.links()).toEqual(['/study/e1/1', '/study/e1/2']);
    expect(await open.unfoldedCourses()).toEqual(['课程 b']);
    expect(await open.progress()).toContain('1 / 2 节');
  });

  for (const [what, facts, said] of [
    ['a browser', undefined, true],
    ['a machine that is not enrolled', { mode: 'kiosk', machine: { deviceId: null } }, true],
    ['a client at home', { mode: 'home', machine: { deviceId: 'm1' } }, true],
    ['a kiosk', { mode: 'kiosk', machine: { deviceId: 'm1' } }, false],
  ] as const)
    it(`says where it is to be studied: ${said ? 'so' : 'not'} on ${what}`, async () => {
      const found = await card({ leastEvidence: 'attested' }, facts);
      expect((await found.notice())?.includes('培训点的学习机') ?? false).toBe(said);
    });

  it('says when it will open, and has no figures before', async () => {
    const upcoming = await card({ state: 'upcoming', opensOn: '2026-12-01' });
    expect(await upcoming.notice()).toContain('2026-12-01 开班');
    expect(await upcoming.links()).toEqual([]);
    expect(await upcoming.progress()).toBeUndefined();
  });

  it('keeps its figures when it is over', async () => {
    const finished = await card({ state: 'finished', closesOn: '2026-10-31' });
    expect(await finished.notice()).toContain('2026-10-31 结束');
    expect(await finished.links()).toEqual([]);
    expect(await finished.progress()).toContain('0:20:00 / 0:40:00');
  });

  it('says whom to ask when the enrolment is suspended', async () => {
    const suspended = await card({ state: 'suspended' });
    expect(await suspended.notice()).toContain('联系培训机构');
    expect(await suspended.links()).toEqual([]);
  });
});
