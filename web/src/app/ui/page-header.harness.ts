import { ComponentHarness } from '@angular/cdk/testing';

export class PageHeaderHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-page-header';

  async heading(): Promise<string> {
    return (await this.locatorFor('h1')()).text();
  }

  async crumbs(): Promise<string[]> {
    const links = await this.locatorForAll('nav a')();
    return Promise.all(links.map((link) => link.text()));
  }
}
