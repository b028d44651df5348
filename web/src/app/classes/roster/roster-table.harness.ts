import { ComponentHarness } from '@angular/cdk/testing';
import { MatMenuHarness } from '@angular/material/menu/testing';

export class RosterTableHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-roster-table';
  private readonly menus = this.locatorForAll(MatMenuHarness);

  async menuCount(): Promise<number> {
    return (await this.menus()).length;
  }

  /** What may be done with a learner. */
  async actions(at: number): Promise<string[]> {
    const menu = (await this.menus())[at]!;
    await menu.open();
    return Promise.all((await menu.getItems()).map((item) => item.getText()));
  }

  async choose(at: number, text: string): Promise<void> {
    const menu = (await this.menus())[at]!;
    await menu.open();
    await menu.clickItem({ text });
  }

  async text(): Promise<string> {
    return (await this.host()).text();
  }
}
