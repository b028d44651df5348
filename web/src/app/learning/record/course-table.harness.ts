import { ComponentHarness } from '@angular/cdk/testing';

export class CourseTableHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-course-table';

  /** The texts of the cells of each course, without its lessons. */
  async courses(): Promise<string[][]> {
    const rows = await this.locatorForAll('tr.course')();
    return Promise.all(rows.map(async (row) => (await row.text()).split(/\s+/)));
  }

  /** The lessons one can see. */
  async lessons(): Promise<string[]> {
    const rows = await this.locatorForAll('tr.lesson:not(.folded)')();
    return Promise.all(rows.map((row) => row.text()));
  }

  async unfold(at: number): Promise<void> {
    await (await this.locatorForAll('tr.course button')())[at]!.click();
  }
}
