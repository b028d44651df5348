import { ComponentHarness } from '@angular/cdk/testing';

export class HoursChartHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-hours-chart';

  /** What a screen reader hears of the whole. */
  async label(): Promise<string | null> {
    return (await this.locatorFor('[role=img]')()).getAttribute('aria-label');
  }

  async days(): Promise<(string | null)[]> {
    const days = await this.locatorForAll('.day')();
    return Promise.all(days.map((day) => day.getAttribute('title')));
  }

  async labels(): Promise<string[]> {
    const labels = await this.locatorForAll('.label')();
    return Promise.all(labels.map((label) => label.text()));
  }

  /** The words on the lines, lowest first. */
  async lines(): Promise<string[]> {
    const lines = await this.locatorForAll('.line')();
    return Promise.all(lines.map((line) => line.text()));
  }
}
