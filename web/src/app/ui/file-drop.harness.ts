import { ComponentHarness } from '@angular/cdk/testing';

export class FileDropHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-file-drop';

  async label(): Promise<string> {
    return (await this.locatorFor('button')()).text();
  }

  async accept(): Promise<string | null> {
    return (await this.locatorFor('input')()).getAttribute('accept');
  }
}
