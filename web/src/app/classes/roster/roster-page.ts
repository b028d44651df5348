import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ExportSubject } from '@minjiang/shared/analytics';
import {
  classesRoutes,
  type EnrolmentRow,
  enrolmentState,
  type EnrolmentState,
} from '@minjiang/shared/classes';
import { ExportButton } from '../../analytics/index.ts';
import { load } from '../../api/loaded.ts';
import { Session } from '../../shell/session.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { pageIn } from '../../ui/page-in.ts';
import { ClassHeader } from '../class/class-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { BulkCodes } from '../codes/bulk-codes.ts';
import { FindLearner } from './find-learner.ts';
import { RosterCommands } from './roster-commands.ts';
import { RosterTable } from './roster-table.ts';

const accountStates = classesRoutes.listEnrolments.query.shape.accountState.unwrap();

/** Who is in a class, personal data masked; what may be done with each, for who may. */
@Component({
  selector: 'mj-roster-page',
  imports: [
    ClassHeader,
    EmptyState,
    ExportButton,
    FindLearner,
    Icon,
    LoadState,
    RosterTable,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [BulkCodes, RosterCommands],
  templateUrl: './roster-page.html',
  styles: `
    .tools {
      align-items: flex-end;
    }
  `,
})
export class RosterPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly store = inject(ClassStore);
  protected readonly commands = inject(RosterCommands);
  private readonly codes = inject(BulkCodes);

  /** From the address. */
  readonly page = input<string>();
  readonly state = input<string>();
  readonly account = input<string>();

  protected readonly states = enrolmentState.options;
  protected readonly accountStates = accountStates.options;
  protected readonly chosenAccount = computed(() => accountStates.safeParse(this.account()).data);
  /** Enrolments chosen for a code, over all pages. */
  protected readonly picked = signal<ReadonlySet<string>>(new Set());
  protected readonly chosen = computed(() => enrolmentState.safeParse(this.state()).data);
  protected readonly mayWrite = computed(() => this.session.may('roster:write'));
  private readonly classId = computed(() => this.store.current().id);
  /** What an export of this page holds. */
  protected readonly exported = computed<ExportSubject>(() => ({
    kind: 'roster',
    classId: this.classId(),
    state: this.chosen(),
    accountState: this.chosenAccount(),
  }));
  protected readonly roster = load(classesRoutes.listEnrolments, () => ({
    params: { classId: this.classId() },
    query: { page: pageIn(this.page()), state: this.chosen(), accountState: this.chosenAccount() },
  }));
  /** Whole phone or ID number that is looked for; it stands in no address. */
  protected readonly wanted = signal<string | undefined>(undefined);
  protected readonly found = load(classesRoutes.findEnrolment, () => {
    const find = this.wanted();
    return find === undefined ? undefined : { params: { classId: this.classId() }, body: { find } };
  });
  protected readonly shown = computed(() => (this.wanted() === undefined ? this.roster : this.found));
  /** The answer to the search that is asked now, not to the one before. */
  protected readonly answer = computed(() => {
    const of = this.shown();
    return of === this.found && of.loading() ? undefined : of.value();
  });

  protected filter(by: 'state' | 'account', value: string): void {
    this.wanted.set(undefined);
    void this.router.navigate([], {
      queryParams: { [by]: value || null, page: null },
      queryParamsHandling: 'merge',
    });
  }

  /** Codes for those who are chosen, or for everybody who waits for one. */
  protected async issueCodes(): Promise<void> {
    if (!(await this.codes.issue(this.picked()))) return;
    this.picked.set(new Set());
    this.shown().reload();
  }

  protected async change({ row, state }: { row: EnrolmentRow; state: EnrolmentState }): Promise<void> {
    if (await this.commands.change(row, state)) this.shown().reload();
  }

  protected async issueCode({
    row,
    channel,
  }: {
    row: EnrolmentRow;
    channel: 'email' | 'slip';
  }): Promise<void> {
    if (await this.commands.issueCode(row, channel)) this.shown().reload();
  }
}
