import { ComponentHarness } from '@angular/cdk/testing';

export class MaskedTextHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-masked-text';

  async seen(): Promise<string | undefined> {
    return (await this.locatorForOptional('[aria-hidden]')())?.text();
  }

  async heard(): Promise<string | undefined> {
    return (await this.locatorForOptional('.visually-hidden')())?.text();
  }
}
