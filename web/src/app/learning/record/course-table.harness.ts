import { ComponentHarness } from '@angular/cdk/testing';

const columns = 6;

export class CourseTableHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-course-table';

  /** The texts of the cells of each course, without its lessons. */
  async courses(): Promise<string[][]> {
    const cells = await this.locatorForAll('tr.course > *')();
    const texts = await Promise.all(cells.map((cell) => cell.text()));
    return Array.from({ length: texts.length / columns }, (_, at) =>
      texts.slice(at * columns, (at + 1) * columns),
    );
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
