import { ComponentHarness } from '@angular/cdk/testing';

export class TagHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-tag';

  async text(): Promise<string> {
    return (await this.host()).text();
  }

  async tone(): Promise<string | null> {
    return (await this.host()).getAttribute('class');
  }

  async hasIcon(): Promise<boolean> {
    return (await this.locatorForOptional('mj-icon')()) !== null;
  }
}
