import { ComponentHarness } from '@angular/cdk/testing';

export class PasswordDemandsHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-password-demands';

  /** How many demands there are, and how many are met. */
  async count(): Promise<{ all: number; met: number }> {
    const [all, met] = [await this.locatorForAll('li')(), await this.locatorForAll('li.met')()];
    return { all: all.length, met: met.length };
  }
}
