import { ComponentHarness, TestKey, type TestElement } from '@angular/cdk/testing';

/** Questions of a lesson as a person reads and writes them. */
export class QuestionEditorHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-question-editor';
  private readonly lines = this.locatorForAll('mj-question-card button.line');
  private readonly fields = this.locatorForAll('mj-question-card textarea');
  private readonly radios = this.locatorForAll('mj-question-card input[type=radio]');

  async state(): Promise<string> {
    return (await this.locatorFor('section > p')()).text();
  }

  async questions(): Promise<string[]> {
    return Promise.all((await this.lines()).map((line) => line.text()));
  }

  async add(): Promise<void> {
    await (await this.locatorFor('#add-question')()).click();
  }

  async toggle(index: number): Promise<void> {
    await (await this.lines())[index]!.click();
  }

  /** Writes into the open question: the question at 0, then its options. */
  async write(at: number, text: string): Promise<void> {
    await (await this.fields())[at]!.setInputValue(text);
    await (await this.fields())[at]!.dispatchEvent('input');
  }

  async enterAt(at: number): Promise<void> {
    await (await this.fields())[at]!.sendKeys(TestKey.ENTER);
  }

  async options(): Promise<number> {
    return (await this.radios()).length;
  }

  async mark(option: number): Promise<void> {
    await (await this.radios())[option]!.click();
  }

  async press(label: string): Promise<void> {
    const button: TestElement = await this.locatorFor(`button[aria-label="${label}"]`)();
    await button.click();
  }
}
