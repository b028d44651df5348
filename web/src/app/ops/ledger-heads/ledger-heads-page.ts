import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { pathTo } from '@minjiang/shared/kernel';
import { type LedgerHead, learningRoutes } from '@minjiang/shared/learning';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag, type Tone } from '../../ui/tag.ts';

const mailTones = { waiting: 'plain', sent: 'ok', failed: 'bad' } as const satisfies Record<string, Tone>;

/** Signed heads of the ledger for the audit administrator: to download, to keep outside, to make now. */
@Component({
  selector: 'mj-ledger-heads-page',
  imports: [EmptyState, Icon, LoadState, MomentPipe, PageHeader, TableFrame, Tag, TranslocoDirective],
  templateUrl: './ledger-heads-page.html',
  styles: `
    code {
      font-size: var(--small);
      color: var(--ink-2);
    }
    .lead {
      max-width: 46em;
      margin: 0;
    }
    .root {
      flex-wrap: nowrap;
      white-space: nowrap;
      gap: var(--s1);
    }
    td,
    th[scope='row'] {
      vertical-align: middle;
    }
  `,
})
export class LedgerHeadsPage {
  private readonly api = inject(Api);
  private readonly clipboard = inject(Clipboard);
  private readonly problems = inject(ProblemTexts);
  /** From the address. */
  readonly page = input<string>();
  protected readonly heads = load(learningRoutes.listLedgerHeads, () => ({
    query: { page: Number(this.page() ?? 1), pageSize: 50 },
  }));
  protected readonly mailTones = mailTones;
  protected readonly busy = signal(false);
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly made = signal<LedgerHead | undefined>(undefined);
  /** The day whose root was copied last. */
  protected readonly copied = signal<string | undefined>(undefined);

  protected fileOf({ day }: LedgerHead): string {
    return pathTo(learningRoutes.readLedgerHeadFile.path, { day });
  }

  protected copy({ day, root }: LedgerHead): void {
    if (this.clipboard.copy(root)) this.copied.set(day);
  }

  protected async make(): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      this.made.set(await this.api.call(learningRoutes.makeLedgerHead));
      this.heads.reload();
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    } finally {
      this.busy.set(false);
    }
  }
}
