import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form, FormField, FormRoot, submit, validateStandardSchema } from '@angular/forms/signals';
import * as z from 'zod';
import { Problem } from '../api/problem.ts';
import { provideTestTexts } from '../testing/test-texts.ts';
import { ErrorSummary } from './error-summary.ts';
import { ErrorSummaryHarness } from './error-summary.harness.ts';
import { Field, FieldInput } from './field.ts';
import { serverFaults } from './field-faults.ts';
import { FieldHarness } from './field.harness.ts';

const body = z.strictObject({
  name: z.string().min(2),
  phone: z.string().regex(/^1\d{10}$/, { error: 'phone' }),
});

@Component({
  imports: [ErrorSummary, Field, FieldInput, FormField, FormRoot],
  template: `
    <mj-error-summary [form]="form" [problem]="problem()" [labels]="{ name: '姓名', phone: '手机' }" />
    <form [formRoot]="form">
      <mj-field label="姓名" hint="全名" [of]="form.name"><input mjInput [formField]="form.name" /></mj-field>
      <mj-field label="手机" [of]="form.phone"><input mjInput [formField]="form.phone" /></mj-field>
      <button type="submit">送出</button>
    </form>
  `,
})
class FormPage {
  readonly form = form(signal({ name: '', phone: '' }), (path) => validateStandardSchema(path, body), {
    submission: { action: async () => Promise.resolve(undefined) },
  });
  readonly problem = signal<Problem | undefined>(undefined);
}

describe('a form', () => {
  async function make() {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const fixture = TestBed.createComponent(FormPage);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const send = async () => {
      (fixture.nativeElement as HTMLElement)
        .querySelector('button[type=submit]')
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      await fixture.whenStable();
    };
    return {
      page: fixture.componentInstance,
      fixture,
      send,
      summary: await loader.getHarness(ErrorSummaryHarness),
      name: await loader.getHarness(FieldHarness.with({ label: '姓名' })),
      phone: await loader.getHarness(FieldHarness.with({ label: '手机' })),
    };
  }

  it('says nothing before a field was left', async () => {
    const { name, summary } = await make();
    expect(await name.error()).toBeUndefined();
    expect(await summary.faults()).toEqual([]);
  });

  it('says an error at the field that was left, and on top only when the form was sent', async () => {
    const { name, summary, send } = await make();
    await name.enter('张');
    expect(await name.error()).toBe('太短了，至少 2 个字符。');
    expect(await summary.faults()).toEqual([]);
    await send();
    expect((await summary.faults()).length).toBe(2);
    expect(document.activeElement?.getAttribute('role')).toBe('alert');
  });

  it('says the error at the field and on top, and leads from there to the field', async () => {
    const { page, fixture, name, phone, summary, send } = await make();
    await name.enter('张');
    await phone.enter('12');
    await send();
    expect(await name.error()).toBe('太短了，至少 2 个字符。');
    expect(await phone.error()).toBe('手机号不对，应为 11 位数字。');
    expect((await name.describedBy())?.split(' ').length).toBe(2);
    expect(await summary.faults()).toEqual([
      '姓名: 太短了，至少 2 个字符。',
      '手机: 手机号不对，应为 11 位数字。',
    ]);
    await summary.goTo(1);
    expect(document.activeElement).toBe((fixture.nativeElement as HTMLElement).querySelectorAll('input')[1]!);
    expect(page.form().valid()).toBeFalse();
  });

  it('asks to fill in what was left empty', async () => {
    const { phone } = await make();
    await phone.leave();
    expect(await phone.error()).toBe('请填写。');
  });

  it('puts what the server found at its field', async () => {
    const { page, name, phone } = await make();
    await name.enter('张三');
    await phone.enter('13900000000');
    const fault = { in: 'body' as const, path: 'phone', code: 'phone', message: '' };
    const problem = new Problem({ code: 'invalid', status: 400, errors: [fault] });
    await submit(page.form, async () => Promise.resolve(serverFaults(page.form, problem)));
    expect(await phone.error()).toBe('手机号不对，应为 11 位数字。');
    expect(await name.error()).toBeUndefined();
  });

  it('says a problem of the whole on top', async () => {
    const { page, summary } = await make();
    page.problem.set(new Problem({ code: 'sign-in-locked', status: 429, retryAfterSeconds: 300 }));
    expect(await summary.sentence()).toContain('请 5 分钟后再试');
  });
});
