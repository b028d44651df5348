import { ComponentHarness } from '@angular/cdk/testing';

export class AppealPageHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-appeal-page';

  async text(): Promise<string> {
    return (await this.host()).text();
  }

  async hasForm(): Promise<boolean> {
    return (await this.locatorForOptional('form')()) !== null;
  }

  async write(text: string): Promise<void> {
    const field = await this.locatorFor('textarea')();
    await field.setInputValue(text);
    await field.dispatchEvent('input');
  }

  async send(): Promise<void> {
    await (await this.locatorFor('button[type=submit]')()).click();
  }
}
