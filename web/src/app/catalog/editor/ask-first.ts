import type { MatDialog } from '@angular/material/dialog';
import type { TranslocoService } from '@jsverse/transloco';
import { confirmed } from '../../ui/confirm-dialog.ts';

/** Asks before what was written is lost; `verb` is the text of the button where it is not that of `what`. */
export function sureTo(
  what: 'leave' | 'keep' | 'reload',
  dialog: MatDialog,
  texts: TranslocoService,
  verb: string = what,
): Promise<boolean> {
  const say = (key: string) => texts.translate<string>(`catalog.editor.${key}`);
  return confirmed(dialog, {
    heading: say(`${what}-heading`),
    text: say(`${what}-text`),
    confirm: say(verb),
    danger: true,
  });
}

/** Whether the person gives up what is not saved. */
export const leaveAnyway = (dialog: MatDialog, texts: TranslocoService): Promise<boolean> =>
  sureTo('leave', dialog, texts);
