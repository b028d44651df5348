import { ComponentHarness } from '@angular/cdk/testing';

export class ConfirmDialogHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-confirm-dialog';

  async heading(): Promise<string> {
    return (await this.locatorFor('h2')()).text();
  }

  async confirm(): Promise<void> {
    await (await this.locatorForAll('button')())[1]?.click();
  }

  async cancel(): Promise<void> {
    await (await this.locatorForAll('button')())[0]?.click();
  }
}
