import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type CheckRules, checkRules } from '@minjiang/shared/catalog';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { recommendedChecks } from './checks-form.ts';
import { ChecksSection } from './checks-section.ts';

@Component({
  imports: [ChecksSection],
  template: `<mj-checks-section [first]="first()" [faults]="faults()" (changed)="meant.set($event)" />`,
})
class Page {
  readonly first = signal<CheckRules | null>(null);
  readonly faults = signal<string[]>([]);
  readonly meant = signal<CheckRules | null | undefined>(undefined);
}

describe('the rules of checks on the page', () => {
  async function make(first: CheckRules | null) {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const fixture = TestBed.createComponent(Page);
    fixture.componentInstance.first.set(first);
    await fixture.whenStable();
    return { page: fixture.componentInstance, fixture };
  }
  const host = (fixture: ComponentFixture<Page>) => fixture.nativeElement as HTMLElement;
  async function click(fixture: ComponentFixture<Page>, label: string) {
    const labels = [...host(fixture).querySelectorAll('label, button')];
    const found = labels.find((it) => it.textContent.trim().startsWith(label)) as HTMLElement | undefined;
    found!.click();
    await fixture.whenStable();
  }

  it('are none until they are switched on, and then the recommended ones', async () => {
    const { page, fixture } = await make(null);
    expect(page.meant()).toBeNull();
    await click(fixture, '学习中核验');
    expect(page.meant()).toEqual(recommendedChecks);
    await click(fixture, '不核验');
    expect(page.meant()).toBeNull();
  });

  it('become the recommended ones by one button', async () => {
    const { page, fixture } = await make(checkRules.parse({ answerSeconds: 20, retries: 0, atEnd: true }));
    expect(page.meant()?.answerSeconds).toBe(20);
    await click(fixture, '填入推荐值');
    expect(page.meant()).toEqual(recommendedChecks);
  });

  it('never offer a check of the face, and let one be taken away', async () => {
    const { fixture } = await make(recommendedChecks);
    const boxes = () => [...host(fixture).querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    expect(boxes()[2]?.disabled).toBeTrue();
    expect(host(fixture).textContent).toContain('还没有接入人脸核验服务');
    fixture.componentInstance.first.set(checkRules.parse({ kinds: ['question', 'face'] }));
    await fixture.whenStable();
    expect(boxes()[2]?.disabled).toBeFalse();
    await click(fixture, '人脸核验');
    expect(fixture.componentInstance.meant()?.kinds).toEqual(['question']);
  });

  it('make no sense without a kind or an occasion, and say so', async () => {
    const { page, fixture } = await make(recommendedChecks);
    await click(fixture, '回答一道本节的题');
    expect(page.meant()).toBeUndefined();
    expect(host(fixture).textContent).toContain('请至少选一种核验方式');
  });
});
