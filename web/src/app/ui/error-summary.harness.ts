import { ComponentHarness } from '@angular/cdk/testing';

export class ErrorSummaryHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-error-summary';

  async sentence(): Promise<string | undefined> {
    return (await this.locatorForOptional('strong')())?.text();
  }

  async faults(): Promise<string[]> {
    const links = await this.locatorForAll('li button')();
    return Promise.all(links.map((link) => link.text()));
  }

  async goTo(index: number): Promise<void> {
    await (await this.locatorForAll('li button')())[index]?.click();
  }
}
