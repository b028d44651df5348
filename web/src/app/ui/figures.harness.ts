import { ComponentHarness } from '@angular/cdk/testing';

export class FiguresHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-figures';

  /** What stands under each name, without the notes. */
  async read(): Promise<Record<string, string>> {
    const [names, values] = [await this.locatorForAll('dt')(), await this.locatorForAll('dd.figure')()];
    const pairs = names.map(async (name, i) => [await name.text(), (await values[i]?.text()) ?? '']);
    return Object.fromEntries((await Promise.all(pairs)) as [string, string][]);
  }
}
