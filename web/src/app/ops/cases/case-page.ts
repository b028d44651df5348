import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type CaseDetail, caseOutcome, caseRoutes } from '@minjiang/shared/integrity';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { MomentPipe, WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tag } from '../../ui/tag.ts';
import {
  isPointedAt,
  lessonOf,
  leftOf,
  movesOf,
  pointedFirst,
  rowKey,
  type StandingRow,
  targetOf,
} from './case-rules.ts';
import { EvidenceCard } from './evidence-card.ts';

type Outcome = NonNullable<CaseDetail['outcome']>;

/** One case with its evidence: what the learner says, what the ledger says, and what is decided. */
@Component({
  selector: 'mj-case-page',
  imports: [EvidenceCard, Icon, LoadState, MomentPipe, PageHeader, Tag, TranslocoDirective, WordsPipe],
  templateUrl: './case-page.html',
  styles: `
    blockquote {
      margin: 0;
      padding-left: var(--s4);
      border-left: 4px solid var(--line);
      white-space: pre-wrap;
    }
    .scroll {
      overflow-x: auto;
    }
    @media (min-width: 701px) {
      .scroll .table {
        min-width: 560px;
      }
    }
    td > .row {
      display: inline-flex;
    }
    td .input {
      width: 7em;
    }
    textarea {
      max-width: 46em;
    }
  `,
})
export class CasePage {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  private readonly title = inject(PageTitle);
  readonly caseId = input.required<string>();
  protected readonly params = computed(() => ({ caseId: this.caseId() }));
  protected readonly found = load(caseRoutes.getCase, () => ({ params: this.params() }));
  protected readonly outcomes = caseOutcome.options;
  protected readonly outcome = signal<Outcome>('no-change');
  protected readonly reason = signal('');
  protected readonly amounts = signal<Readonly<Record<string, number>>>({});
  protected readonly moves = computed(() =>
    this.outcome() === 'no-change' ? [] : movesOf(this.found.value()?.case.standing ?? [], this.amounts()),
  );
  protected readonly ready = computed(
    () => this.reason().trim().length >= 5 && (this.outcome() !== 'corrected' || this.moves().length > 0),
  );
  protected readonly busy = signal(false);
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly targetOf = targetOf;
  protected readonly isPointedAt = isPointedAt;
  protected readonly pointedFirst = pointedFirst;
  protected readonly lessonOf = lessonOf;

  constructor() {
    effect(() => {
      const of = this.found.value()?.case;
      if (of) this.title.name(of.maskedName);
    });
  }

  protected left(of: CaseDetail) {
    return leftOf(of.decideBy, Date.now());
  }

  protected minutesOf(row: StandingRow): string {
    const ms = this.amounts()[rowKey(row)];
    return ms ? String(Math.round(ms / 600) / 100) : '';
  }

  protected enter(row: StandingRow, ms: number): void {
    this.amounts.update((all) => ({ ...all, [rowKey(row)]: Math.max(0, Math.min(row.ms, ms || 0)) }));
  }

  protected async propose(of: CaseDetail): Promise<void> {
    const outcome = this.outcome();
    if (!(await this.asks(outcome === 'no-change' ? 'decide' : 'propose', of, outcome))) return;
    const body = { outcome, reason: this.reason().trim(), moves: this.moves() };
    await this.run(this.api.call(caseRoutes.proposeDecision, { params: this.params(), body }));
  }

  protected async confirm(of: CaseDetail, agree: boolean): Promise<void> {
    if (!(await this.asks(agree ? 'agree' : 'send-back', of, of.proposal?.outcome ?? 'no-change'))) return;
    await this.run(this.api.call(caseRoutes.confirmDecision, { params: this.params(), body: { agree } }));
  }

  private asks(verb: string, of: CaseDetail, outcome: Outcome): Promise<boolean> {
    const say = (key: string) =>
      this.texts.translate<string>(`ops.case.${key}`, {
        name: of.maskedName,
        outcome: this.texts.translate<string>(`ops.cases.outcomes.${outcome}`),
      });
    const question = { heading: say(`ask.${verb}`), text: say(`ask.${verb}-text`), confirm: say(verb) };
    return confirmed(this.dialog, question);
  }

  private async run(call: Promise<{ case: CaseDetail }>): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      this.found.set(await call);
      this.amounts.set({});
      this.reason.set('');
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    } finally {
      this.busy.set(false);
    }
  }
}
