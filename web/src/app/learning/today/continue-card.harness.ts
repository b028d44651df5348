import { ComponentHarness } from '@angular/cdk/testing';

export class ContinueCardHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-continue-card';
  private readonly button = this.locatorFor('a.btn');

  async lesson(): Promise<string> {
    return (await this.locatorFor('h2')()).text();
  }

  async action(): Promise<string> {
    return (await this.button()).text();
  }

  /** Where the button leads. */
  async link(): Promise<string | null> {
    return (await this.button()).getAttribute('href');
  }

  async text(): Promise<string> {
    return (await this.host()).text();
  }
}
