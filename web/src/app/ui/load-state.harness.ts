import { ComponentHarness } from '@angular/cdk/testing';

export class LoadStateHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-load-state';

  async isSkeleton(): Promise<boolean> {
    return (await this.locatorForOptional('.skeleton')()) !== null;
  }

  async error(): Promise<string | undefined> {
    return (await this.locatorForOptional('[role=alert] span')())?.text();
  }

  /** What is said while the platform is busy. */
  async crowded(): Promise<string | undefined> {
    return (await this.locatorForOptional('.crowded strong')())?.text();
  }

  async retry(): Promise<void> {
    await (await this.locatorFor('button')()).click();
  }
}
