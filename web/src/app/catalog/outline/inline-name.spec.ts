import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { InlineName } from './inline-name.ts';
import { InlineNameHarness } from './inline-name.harness.ts';

@Component({
  imports: [InlineName],
  template: `<mj-inline-name [name]="name()" label="名称" (renamed)="name.set($event)">{{
    name()
  }}</mj-inline-name>`,
})
class Page {
  readonly name = signal('第一章');
}

describe('a name changed where it stands', () => {
  async function make() {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const fixture = TestBed.createComponent(Page);
    const name = await TestbedHarnessEnvironment.loader(fixture).getHarness(InlineNameHarness);
    await name.begin();
    return { page: fixture.componentInstance, name };
  }

  it('is kept by Enter and by leaving the field', async () => {
    const { page, name } = await make();
    await name.type(' 安全  用电 ', 'enter');
    expect(page.name()).toBe('安全 用电');
    expect(await name.editing()).toBeFalse();
    await name.begin();
    await name.type('急救', 'blur');
    expect(page.name()).toBe('急救');
  });

  it('is given up by Escape, and never empty', async () => {
    const { page, name } = await make();
    await name.type('别的', 'escape');
    expect(page.name()).toBe('第一章');
    await name.begin();
    await name.type('  ', 'enter');
    expect(page.name()).toBe('第一章');
  });
});
