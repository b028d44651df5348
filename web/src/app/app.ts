import { Component, inject, Injector } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { DesktopShell } from './shell/desktop/desktop-shell.ts';

@Component({ selector: 'mj-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {
  constructor() {
    const injector = inject(Injector);
    // In a browser there is no centre that could say anything.
    if (inject(DesktopShell).bridge)
      void import('./shell/desktop/centre-messages.ts').then((loaded) => loaded.showCentreMessages(injector));
  }
}
