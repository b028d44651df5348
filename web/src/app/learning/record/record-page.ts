import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { integrityRoutes } from '@minjiang/shared/integrity';
import { localDay } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { load } from '../../api/loaded.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { Session } from '../../shell/session.ts';
import { Card } from '../../ui/card.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { CasesCard } from './cases-card.ts';
import { spanOf } from './chart-rules.ts';
import { ChecksCard } from './checks-card.ts';
import { CourseTable } from './course-table.ts';
import { DaysCard } from './days-card.ts';
import { RecordFigures } from './record-figures.ts';
import { RefusalList } from './refusal-list.ts';
import { RefusedDays } from './refused-days.ts';

/** All that the ledger says of the learner: totals, days, courses, and every refusal with its reason. */
@Component({
  selector: 'mj-record-page',
  imports: [
    Card,
    CasesCard,
    ChecksCard,
    CourseTable,
    DaysCard,
    EmptyState,
    Icon,
    LoadState,
    MomentPipe,
    PageHeader,
    RecordFigures,
    RefusalList,
    RefusedDays,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './record-page.html',
  styleUrl: './record-page.scss',
})
export class RecordPage {
  /** From the address: how many days the chart shows. */
  readonly days = input<string>();
  private readonly desktop = inject(DesktopShell);
  protected readonly account = inject(Session).account;
  protected readonly record = load(learningRoutes.myRecord);
  protected readonly checks = load(integrityRoutes.myChecks);
  protected readonly cases = load(integrityRoutes.myCases, () => ({ query: { pageSize: 100 } }));
  /** A check may be missed, and study be stopped, before the first second is credited. */
  protected readonly hasMore = computed(() => {
    const checks = this.checks.value();
    const stopped = (checks?.standings ?? []).some((standing) => standing.stopped);
    return stopped || (checks?.checks.length ?? 0) > 0 || (this.cases.value()?.total ?? 0) > 0;
  });
  protected readonly span = computed(() => spanOf(this.days()));
  protected readonly today = computed(() => {
    const record = this.record.value();
    return record ? localDay(Date.parse(record.asOf)) : '';
  });

  /** A locked machine prints nothing. */
  protected readonly prints = computed(() => this.desktop.facts()?.mode !== 'kiosk');

  protected print(): void {
    window.print();
  }
}
