import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { analyticsRoutes } from '@minjiang/shared/analytics';
import { load } from '../../api/loaded.ts';
import { EvidenceWord } from '../../learning/index.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import type { FiguresQuery } from '../address.ts';
import { ChangeWord } from '../time/change-word.ts';

/** The runs of the ledger under a lesson: what every figure above is a sum of. */
@Component({
  selector: 'mj-runs-card',
  imports: [ChangeWord, EmptyState, EvidenceWord, LoadState, MomentPipe, TableFrame, TranslocoDirective],
  templateUrl: './runs-card.html',
})
export class RunsCard {
  readonly query = input.required<FiguresQuery>();
  private readonly asked = computed(() => {
    const { enrolmentId, lessonId, from, to, page } = this.query();
    return enrolmentId && lessonId ? { query: { enrolmentId, lessonId, from, to, page } } : undefined;
  });
  protected readonly runs = load(analyticsRoutes.listFigureRuns, () => this.asked());
}
