import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import {
  type Attention,
  findShell,
  type ShellBridge,
  type ShellFacts,
  type ShellMessage,
} from '@minjiang/shared/desktop';

/** The locked client around this page, where there is one. In a browser it says nothing, and everything counts. */
@Injectable({ providedIn: 'root' })
export class DesktopShell {
  private readonly page = inject(DOCUMENT);
  private readonly known = signal<ShellFacts | undefined>(undefined);
  private readonly heard = signal<Attention | undefined>(undefined);
  private readonly unread = signal<readonly ShellMessage[]>([]);
  private readonly beforeParting = new Set<() => Promise<void>>();

  readonly bridge: ShellBridge | undefined = this.page.defaultView
    ? findShell(this.page.defaultView)
    : undefined;
  readonly facts = this.known.asReadonly();
  readonly attention = this.heard.asReadonly();
  /** Of the training centre, not read yet, the oldest first. */
  readonly messages = this.unread.asReadonly();
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

  /** Leads to the program's own page where the staff of a centre leave it. */
  async leave(): Promise<void> {
    await this.bridge?.staffPage();
  }

  /** The learner himself asks to go on. @returns whether study counts now */
  async goOn(): Promise<boolean> {
    if (this.bridge && !this.counts()) this.heard.set(await this.bridge.resume());
    return this.counts();
  }

  /** Whoever is here has read a message of the centre. */
  async read(messageId: string): Promise<void> {
    if (this.bridge) this.unread.set(await this.bridge.read(messageId));
  }

  /** What is to be sent before the shell takes this page away, until the returned function is called. */
  onParting(work: () => Promise<void>): () => void {
    this.beforeParting.add(work);
    return () => void this.beforeParting.delete(work);
  }

  private async begin(): Promise<void> {
    const { bridge } = this;
    if (!bridge) return;
    bridge.onAttention(({ attention }) => this.heard.set(attention));
    bridge.onMessages((messages) => this.unread.set(messages));
    bridge.onParting(() => {
      const works = [...this.beforeParting].map((work) => work());
      void Promise.allSettled(works).then(() => bridge.parted());
    });
    // Whatever he touches is the learner's own action: reading has no button to go on.
    const acted = () => {
      if (this.heard()?.resumable) void this.goOn();
    };
    this.page.addEventListener('pointerdown', acted);
    this.page.addEventListener('keydown', acted);
    await this.refresh();
    if (this.heard() === undefined) this.heard.set(this.known()?.attention);
    this.unread.set(this.known()?.messages ?? []);
  }
}
