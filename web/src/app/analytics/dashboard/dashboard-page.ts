import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { analyticsRoutes } from '@minjiang/shared/analytics';
import { load } from '../../api/loaded.ts';
import { Session } from '../../shell/session.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { daysUntil, figureLook, importPath, learnersIn, shownStandings, waits } from './dashboard-rules.ts';

/** What somebody sees first in his role: what waits for his decision, then how things stand. Each figure leads to its list. */
@Component({
  selector: 'mj-dashboard-page',
  imports: [Icon, LoadState, MomentPipe, PageHeader, RouterLink, TranslocoDirective],
  templateUrl: './dashboard-page.html',
  styleUrl: './dashboard-page.scss',
})
export class DashboardPage {
  private readonly session = inject(Session);
  protected readonly look = figureLook;
  protected readonly standings = shownStandings;
  protected readonly learnersIn = learnersIn;
  protected readonly daysUntil = daysUntil;
  protected readonly pathOf = importPath;
  protected readonly loaded = load(analyticsRoutes.readDashboard);
  private readonly figures = computed(() => {
    const may = (permission: Parameters<Session['may']>[0]) => this.session.may(permission);
    return (this.loaded.value()?.figures ?? []).map((each) => ({ each, waits: waits(each, may) }));
  });
  protected readonly waiting = computed(() => this.figures().flatMap((of) => (of.waits ? of.each : [])));
  protected readonly facts = computed(() => this.figures().flatMap((of) => (of.waits ? [] : of.each)));
}
