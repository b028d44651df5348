import { ComponentHarness } from '@angular/cdk/testing';

export class EmptyStateHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-empty-state';

  async heading(): Promise<string> {
    return (await this.locatorFor('p.strong')()).text();
  }
}
