import { ComponentHarness } from '@angular/cdk/testing';

export class LoadStateHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-load-state';

  async isSkeleton(): Promise<boolean> {
    return (await this.locatorForOptional('.skeleton')()) !== null;
  }

  async error(): Promise<string | undefined> {
    return (await this.locatorForOptional('[role=alert] span')())?.text();
  }

  async retry(): Promise<void> {
    await (await this.locatorFor('button')()).click();
  }
}
