import { ComponentHarness } from '@angular/cdk/testing';

export class TodayCardHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-today-card';

  /** `1 小时 05 分`. */
  async figure(): Promise<string> {
    return (await this.locatorFor('.figure')()).text();
  }

  async isFull(): Promise<boolean> {
    return (await this.locatorForOptional('.full')()) !== null;
  }

  async text(): Promise<string> {
    return (await this.host()).text();
  }
}
