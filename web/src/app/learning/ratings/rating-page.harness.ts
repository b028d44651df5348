import { ComponentHarness } from '@angular/cdk/testing';

export class RatingPageHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-rating-page';

  async text(): Promise<string> {
    return (await this.host()).text();
  }

  async hasForm(): Promise<boolean> {
    return (await this.locatorForOptional('form')()) !== null;
  }

  async choose(stars: number): Promise<void> {
    await (await this.locatorFor(`input[type=radio][value="${stars}"]`)()).click();
  }

  async chosen(): Promise<string | undefined> {
    for (const one of await this.locatorForAll('input[type=radio]')())
      if (await one.getProperty<boolean>('checked')) return one.getProperty<string>('value');
    return undefined;
  }

  async words(): Promise<string> {
    return (await this.locatorFor('textarea')()).getProperty('value');
  }

  async write(text: string): Promise<void> {
    const field = await this.locatorFor('textarea')();
    await field.setInputValue(text);
    await field.dispatchEvent('input');
  }

  async send(): Promise<void> {
    await (await this.locatorFor('button[type=submit]')()).click();
  }

  /** How many ratings of others can be reported. */
  async reportable(): Promise<number> {
    return (await this.locatorForAll('mj-rating-list button')()).length;
  }
}
