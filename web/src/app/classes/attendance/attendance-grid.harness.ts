import { ComponentHarness, TestKey } from '@angular/cdk/testing';

export class AttendanceGridHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-attendance-grid';

  /** The texts of a row's cells, with what is only said to screen readers. */
  async row(at: number, part: 'tbody' | 'tfoot' = 'tbody'): Promise<string[]> {
    const cells = await this.locatorForAll(`${part} tr:nth-child(${at + 1}) > *`)();
    return Promise.all(cells.map((cell) => cell.text()));
  }

  async links(): Promise<(string | null)[]> {
    return Promise.all((await this.cells()).map((cell) => cell.getAttribute('href')));
  }

  /** The places of the cells that the tab key comes to. */
  async tabStops(): Promise<(string | null)[]> {
    const stops = await this.locatorForAll('[data-cell][tabindex="0"]')();
    return Promise.all(stops.map((stop) => stop.getAttribute('data-cell')));
  }

  async press(key: 'right' | 'down'): Promise<void> {
    const [stop] = await this.locatorForAll('[data-cell][tabindex="0"]')();
    await stop!.focus();
    await stop!.sendKeys(key === 'right' ? TestKey.RIGHT_ARROW : TestKey.DOWN_ARROW);
  }

  private readonly cells = this.locatorForAll('[data-cell]');
}
