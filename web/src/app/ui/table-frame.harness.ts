import { ComponentHarness } from '@angular/cdk/testing';

export class TableFrameHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-table-frame';
  private readonly links = this.locatorForAll('nav a');

  async range(): Promise<string> {
    return (await this.locatorFor('[role=status]')()).text();
  }

  async hasPager(): Promise<boolean> {
    return (await this.locatorForOptional('nav')()) !== null;
  }

  /** The address that the link to the next page leads to. */
  async next(): Promise<string | null> {
    return (await this.links())[1]?.getAttribute('href') ?? null;
  }
}
