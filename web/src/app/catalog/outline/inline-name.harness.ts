import { ComponentHarness, TestKey } from '@angular/cdk/testing';

export class InlineNameHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-inline-name';
  private readonly field = this.locatorForOptional('input');

  async begin(): Promise<void> {
    await (await this.locatorFor('button')()).click();
  }

  async editing(): Promise<boolean> {
    return (await this.field()) !== null;
  }

  async type(text: string, end: 'enter' | 'escape' | 'blur'): Promise<void> {
    const field = await this.locatorFor('input')();
    await field.setInputValue(text);
    if (end === 'blur') return field.blur();
    return field.sendKeys(end === 'enter' ? TestKey.ENTER : TestKey.ESCAPE);
  }
}
