import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EvidenceWord, SupervisorWord, Unproved } from '../../learning/index.ts';
import { ClassHoursPipe, TotalPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { notYet, standingLook } from '../class-look.ts';
import { ariaSort, nextSort, type ProgressPageOfRows, type ProgressSort } from './progress-rules.ts';
import { WeekBars } from './week-bars.ts';

/** Learners with what they earned, and sums over all of them; for the institution by class, for an employer by person. */
@Component({
  selector: 'mj-progress-table',
  imports: [
    ClassHoursPipe,
    EvidenceWord,
    Icon,
    MaskedText,
    NgTemplateOutlet,
    ProgressBar,
    RouterLink,
    SupervisorWord,
    TableFrame,
    Tag,
    TotalPipe,
    TranslocoDirective,
    Unproved,
    WeekBars,
  ],
  templateUrl: './progress-table.html',
  styleUrl: './progress-table.scss',
})
export class ProgressTable {
  protected readonly route = inject(ActivatedRoute);
  readonly of = input.required<ProgressPageOfRows>();
  readonly label = input.required<string>();
  readonly loading = input(false);
  /** The class whose records may be opened; without it the rows name their classes. */
  readonly classId = input<string>();
  /** Whether the class has had its first day. */
  readonly begun = input(true);
  /** The order of the rows, where it may be changed. */
  readonly sort = input<ProgressSort>();
  protected readonly look = computed(() =>
    this.begun() ? standingLook : { ...standingLook, 'not-begun': notYet },
  );
  protected readonly ariaSort = ariaSort;

  /** What the address says after a press on a heading; the order of the roster is not written. */
  protected orderAfter(now: ProgressSort, column: 'percent' | 'credited'): string | null {
    const next = nextSort(now, column);
    return next === 'rosterNumber' ? null : next;
  }
}
