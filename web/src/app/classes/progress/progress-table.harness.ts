import { ComponentHarness } from '@angular/cdk/testing';

export class ProgressTableHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-progress-table';

  /** The texts of a row's cells, without what is only said to screen readers. */
  async row(at: number): Promise<string[]> {
    const cells = await this.locatorForAll(`tbody tr:nth-child(${at + 1}) > *`)();
    return Promise.all(cells.map((cell) => cell.text({ exclude: '.visually-hidden' })));
  }

  async totals(): Promise<string> {
    return (await this.locatorFor('tfoot tr')()).text();
  }

  /** Addresses that the headings lead to, in their order. */
  async sortLinks(): Promise<(string | null)[]> {
    const links = await this.locatorForAll('th a.sort')();
    return Promise.all(links.map((link) => link.getAttribute('href')));
  }

  async sortedColumns(): Promise<string[]> {
    const headings = await this.locatorForAll('th[aria-sort]')();
    return Promise.all(headings.map((heading) => heading.text()));
  }

  async recordLinks(): Promise<(string | null)[]> {
    const links = await this.locatorForAll('tbody th a')();
    return Promise.all(links.map((link) => link.getAttribute('href')));
  }
}
