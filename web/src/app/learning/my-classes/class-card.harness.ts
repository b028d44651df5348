import { ComponentHarness } from '@angular/cdk/testing';
import { TagHarness } from '../../ui/tag.harness.ts';

export class ClassCardHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-class-card';

  async state(): Promise<string> {
    return (await this.locatorFor(TagHarness)()).text();
  }

  /** Why nothing can be studied now, if so. */
  async notice(): Promise<string | undefined> {
    return (await this.locatorForOptional('.notice')())?.text();
  }

  async progress(): Promise<string | undefined> {
    return (await this.locatorForOptional('.progress')())?.text();
  }

  /** Where lessons lead; empty when none can be studied. */
  async links(): Promise<(string | null)[]> {
    const links = await this.locatorForAll('mj-chapter-list a')();
    return Promise.all(links.map((link) => link.getAttribute('href')));
  }

  async unfoldedCourses(): Promise<string[]> {
    const headings = await this.locatorForAll('details[open] > summary h3')();
    return Promise.all(headings.map((heading) => heading.text()));
  }
}
