import { ComponentHarness } from '@angular/cdk/testing';

export class ReasonListHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-reason-list';

  async titles(): Promise<string[]> {
    const titles = await this.locatorForAll('dt')();
    return Promise.all(titles.map((title) => title.text()));
  }

  async entries(): Promise<string[]> {
    const entries = await this.locatorForAll('dl > div')();
    return Promise.all(entries.map((entry) => entry.text()));
  }
}
