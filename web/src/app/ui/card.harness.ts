import { ComponentHarness } from '@angular/cdk/testing';

export class CardHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-card';

  async heading(): Promise<string | undefined> {
    return (await this.locatorForOptional('h2')())?.text();
  }
}
