import { ComponentHarness } from '@angular/cdk/testing';
import { TagHarness } from '../../ui/tag.harness.ts';

export class DueListHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-due-list';

  async classes(): Promise<string[]> {
    const links = await this.locatorForAll('li a')();
    return Promise.all(links.map((link) => link.text()));
  }

  /** What is said of each deadline, and how urgently. */
  async deadlines(): Promise<{ text: string; tone: string | null }[]> {
    const tags = await this.locatorForAll(TagHarness)();
    return Promise.all(tags.map(async (tag) => ({ text: await tag.text(), tone: await tag.tone() })));
  }
}
