import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { provideTestTexts } from '../testing/test-texts.ts';
import { confirmed } from './confirm-dialog.ts';
import { ConfirmDialogHarness } from './confirm-dialog.harness.ts';

@Component({ template: '' })
class Page {
  private readonly dialog = inject(MatDialog);
  ask() {
    return confirmed(this.dialog, { heading: '移出“张*”？', text: '已计入的学时保留。', confirm: '移出' });
  }
}

describe('a confirmation', () => {
  async function ask() {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const fixture = TestBed.createComponent(Page);
    const answer = fixture.componentInstance.ask();
    const dialog =
      await TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(ConfirmDialogHarness);
    return { answer, dialog };
  }

  it('names the thing, and is yes only by its own button', async () => {
    const { answer, dialog } = await ask();
    expect(await dialog.heading()).toBe('移出“张*”？');
    await dialog.confirm();
    expect(await answer).toBeTrue();
  });

  it('is no when cancelled', async () => {
    const { answer, dialog } = await ask();
    await dialog.cancel();
    expect(await answer).toBeFalse();
  });
});
