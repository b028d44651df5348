import { ComponentHarness, type TestElement } from '@angular/cdk/testing';

/** Any page on which something is imported by file. */
export class ImportPageHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-import-page, mj-programme-import-page';

  async text(): Promise<string> {
    return (await this.host()).text();
  }

  /** What is said of each row that is shown. */
  async outcomes(): Promise<string[]> {
    const cells = await this.locatorForAll('td.outcome')();
    return Promise.all(cells.map((cell) => cell.text()));
  }

  /** Where a link with this text leads. */
  async link(text: string): Promise<string | null> {
    for (const link of await this.locatorForAll('a')()) {
      if ((await link.text()).includes(text)) return link.getAttribute('href');
    }
    return null;
  }

  /** What stands in the field of this label. */
  async entered(label: string): Promise<string> {
    for (const field of await this.locatorForAll('mj-field')()) {
      if (!(await field.text()).includes(label)) continue;
      return (await this.locatorFor('mj-field input')()).getProperty<string>('value');
    }
    throw new Error(`no field is called ${label}`);
  }

  async press(text: string): Promise<void> {
    await (await this.button(text))?.click();
  }

  async has(text: string): Promise<boolean> {
    return (await this.button(text)) !== undefined;
  }

  private async button(text: string): Promise<TestElement | undefined> {
    for (const button of await this.locatorForAll('button')()) {
      if ((await button.text()).includes(text)) return button;
    }
    return undefined;
  }
}
