import { ComponentHarness } from '@angular/cdk/testing';

export class CreditStripHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-credit-strip';

  /** `本节已计入 12:34 / 20:00`. */
  async lesson(): Promise<string> {
    return (await this.locatorFor('.lesson')()).text();
  }

  /** Why time is not counted and what to do, if so. */
  async why(): Promise<string | undefined> {
    return (await this.locatorForOptional('.why')())?.text();
  }

  async state(): Promise<string | undefined> {
    return (await this.locatorForOptional('.state')())?.text();
  }

  async lost(): Promise<string | undefined> {
    return (await this.locatorForOptional('.over')())?.text();
  }

  async text(): Promise<string> {
    return (await this.host()).text();
  }
}
