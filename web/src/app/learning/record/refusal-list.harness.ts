import { ComponentHarness } from '@angular/cdk/testing';

export class RefusalListHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-refusal-list';

  async entries(): Promise<string[]> {
    const entries = await this.locatorForAll('li')();
    return Promise.all(entries.map((entry) => entry.text()));
  }

  async text(): Promise<string> {
    return (await this.host()).text();
  }
}
