import { ComponentHarness } from '@angular/cdk/testing';

export class TabsHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-tabs';

  async texts(): Promise<string[]> {
    const links = await this.locatorForAll('a')();
    return Promise.all(links.map((link) => link.text()));
  }

  /** The tab that says it is the page one is on. */
  async current(): Promise<string | undefined> {
    return (await this.locatorForOptional('a[aria-current=page]')())?.text();
  }
}
