import { inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { ClassStore } from '../class/class-store.ts';
import type { Outcome } from './codes-rules.ts';
import { IssueDialog, type IssueFor } from './issue-dialog.ts';
import { showOutcome } from './slip-dialog.ts';

/** Codes for many learners of a class: asks for whom and how, then shows what came of it. */
@Injectable()
export class BulkCodes {
  private readonly dialog = inject(MatDialog);
  private readonly store = inject(ClassStore);

  /** @returns whether anybody was given a code */
  async issue(chosen: ReadonlySet<string> = new Set()): Promise<boolean> {
    const { id: classId, name } = this.store.current();
    const data: IssueFor = { classId, chosen };
    const asked = this.dialog.open<IssueDialog, IssueFor, Outcome>(IssueDialog, { data });
    const outcome = await firstValueFrom(asked.afterClosed());
    if (!outcome) return false;
    await showOutcome(this.dialog, { outcome, className: name });
    return outcome.issued.length > 0;
  }
}
