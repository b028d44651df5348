import { ComponentHarness } from '@angular/cdk/testing';

export class DevicesTableHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-devices-table';

  /** The text of each row, that of a held machine's reason on its own. */
  async rows(): Promise<string[]> {
    return Promise.all((await this.locatorForAll('tbody tr')()).map((row) => row.text()));
  }

  /** What may be done, by the words of its buttons. */
  async actions(): Promise<string[]> {
    return Promise.all((await this.locatorForAll('tbody button')()).map((button) => button.text()));
  }

  async press(text: string): Promise<void> {
    for (const button of await this.locatorForAll('tbody button')())
      if ((await button.text()).startsWith(text)) return button.click();
    throw new Error(`there is no button ${text}`);
  }
}
