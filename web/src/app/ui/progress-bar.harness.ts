import { ComponentHarness } from '@angular/cdk/testing';

export class ProgressBarHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-progress-bar';

  async percent(): Promise<number> {
    return Number(await (await this.host()).getAttribute('aria-valuenow'));
  }

  async label(): Promise<string | null> {
    return (await this.host()).getAttribute('aria-label');
  }
}
