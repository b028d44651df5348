import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { type Attention, findShell, type ShellBridge, type ShellFacts } from '@minjiang/shared/desktop';

/** The locked client around this page, where there is one. In a browser it says nothing, and everything counts. */
@Injectable({ providedIn: 'root' })
export class DesktopShell {
  private readonly page = inject(DOCUMENT);
  private readonly known = signal<ShellFacts | undefined>(undefined);
  private readonly heard = signal<Attention | undefined>(undefined);

  readonly bridge: ShellBridge | undefined = this.page.defaultView
    ? findShell(this.page.defaultView)
    : undefined;
  readonly facts = this.known.asReadonly();
  readonly attention = this.heard.asReadonly();
  /** Resolves once the facts are known; at once in a browser. */
  readonly ready: Promise<void> = this.begin();

  /** Whether study counts, as far as the shell can tell. */
  counts(): boolean {
    return this.heard()?.counts ?? true;
  }

  /** Asks anew what the shell is, after something about it was changed. */
  async refresh(): Promise<void> {
    this.known.set(await this.bridge?.facts());
  }

  /** The learner himself asks to go on. @returns whether study counts now */
  async goOn(): Promise<boolean> {
    if (this.bridge && !this.counts()) this.heard.set(await this.bridge.resume());
    return this.counts();
  }

  private async begin(): Promise<void> {
    const { bridge } = this;
    if (!bridge) return;
    bridge.onAttention(({ attention }) => this.heard.set(attention));
    // Whatever he touches is the learner's own action: reading has no button to go on.
    const acted = () => {
      if (this.heard()?.resumable) void this.goOn();
    };
    this.page.addEventListener('pointerdown', acted);
    this.page.addEventListener('keydown', acted);
    await this.refresh();
    if (this.heard() === undefined) this.heard.set(this.known()?.attention);
  }
}
