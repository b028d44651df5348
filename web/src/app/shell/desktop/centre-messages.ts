import { effect, type Injector } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { CentreMessage, type CentreMessageRef } from './centre-message.ts';
import { DesktopShell } from './desktop-shell.ts';

/** Shows the centre's messages one by one, the oldest first, on whichever page; one that is no longer meant goes. */
export function showCentreMessages(injector: Injector): void {
  const desktop = injector.get(DesktopShell);
  const dialogs = injector.get(MatDialog);
  let shown: { readonly id: string; readonly dialog: CentreMessageRef } | undefined;

  effect(
    () => {
      const [first] = desktop.messages();
      if (first?.id === shown?.id) return;
      const before = shown;
      shown = undefined;
      before?.dialog.close();
      if (!first) return;
      const dialog: CentreMessageRef = dialogs.open(CentreMessage, {
        ...{ data: first, role: 'alertdialog', disableClose: true, width: '36rem', maxWidth: '94vw' },
      });
      shown = { id: first.id, dialog };
      dialog.afterClosed().subscribe(() => {
        // Closed by the shell, it was not read here.
        if (shown?.id === first.id) void desktop.read(first.id);
      });
    },
    { injector },
  );
}
