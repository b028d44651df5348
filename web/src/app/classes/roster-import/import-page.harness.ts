import { ComponentHarness, type TestElement } from '@angular/cdk/testing';

export class ImportPageHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-import-page';

  async text(): Promise<string> {
    return (await this.host()).text();
  }

  /** Every fault that is listed. */
  async faults(): Promise<string[]> {
    const items = await this.locatorForAll('.faults li')();
    return Promise.all(items.map((item) => item.text()));
  }

  async press(text: string): Promise<void> {
    await (await this.button(text))?.click();
  }

  async has(text: string): Promise<boolean> {
    return (await this.button(text)) !== undefined;
  }

  private async button(text: string): Promise<TestElement | undefined> {
    for (const button of await this.locatorForAll('button')()) {
      if ((await button.text()).includes(text)) return button;
    }
    return undefined;
  }
}
