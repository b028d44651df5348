import { ComponentHarness, type TestKey } from '@angular/cdk/testing';

export class CheckPanelHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-check-panel';

  async heading(): Promise<string> {
    return (await this.locatorFor('h2')()).text();
  }

  async text(): Promise<string> {
    return (await this.host()).text();
  }

  async question(): Promise<string> {
    return (await this.locatorFor('legend')()).text();
  }

  async chosen(): Promise<number> {
    const options = await this.locatorForAll('input[type=radio]')();
    const on = await Promise.all(options.map((option) => option.getProperty<boolean>('checked')));
    return on.indexOf(true);
  }

  async choose(at: number): Promise<void> {
    await (await this.locatorForAll('input[type=radio]')())[at]!.click();
  }

  /** Presses a key with the focus where the panel has put it. */
  async press(...keys: (string | TestKey)[]): Promise<void> {
    await (await this.locatorFor('h2')()).sendKeys(...keys);
  }

  async type(code: string): Promise<void> {
    const field = await this.locatorFor('#check-code')();
    await field.setInputValue(code);
    await field.dispatchEvent('input');
  }

  async attributesOfCode(): Promise<(string | null)[]> {
    const field = await this.locatorFor('#check-code')();
    return [await field.getAttribute('autocomplete'), await field.getAttribute('inputmode')];
  }

  async buttons(): Promise<string[]> {
    const buttons = await this.locatorForAll('.btn')();
    return Promise.all(buttons.map((button) => button.text()));
  }

  async click(text: string): Promise<void> {
    const buttons = await this.locatorForAll('.btn')();
    for (const button of buttons) if ((await button.text()) === text) return button.click();
    throw new Error(`no button says ${text}`);
  }

  async hasFocusOnHeading(): Promise<boolean> {
    return (await this.locatorFor('h2')()).isFocused();
  }

  /** What is said aloud of the time left. */
  async spoken(): Promise<string> {
    return (await this.locatorFor('[aria-live]')()).text();
  }
}
