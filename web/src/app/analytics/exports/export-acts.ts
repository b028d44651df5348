import { inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { Loaded } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed, type Question } from '../../ui/confirm-dialog.ts';

/**
 * What is done to one export of a list: asked about, then done, and the list is asked for anew. Call it in an injection
 * context.
 */
export function exportActs(list: Pick<Loaded<unknown>, 'reload'>) {
  const dialog = inject(MatDialog);
  const problems = inject(ProblemTexts);
  const busy = signal<string | undefined>(undefined);
  const fault = signal<string | undefined>(undefined);
  return {
    /** The export that something is being done to. */
    busy: busy.asReadonly(),
    /** What went wrong the last time. */
    fault: fault.asReadonly(),
    async act(exportId: string, question: Question, work: () => Promise<unknown>): Promise<void> {
      if (!(await confirmed(dialog, question))) return;
      busy.set(exportId);
      fault.set(undefined);
      try {
        await work();
      } catch (thrown) {
        fault.set(problems.of(asProblem(thrown)));
      } finally {
        busy.set(undefined);
        list.reload();
      }
    },
  };
}
