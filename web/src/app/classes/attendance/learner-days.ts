import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Excuse, LearnerAttendance } from '@minjiang/shared/classes';
import { MomentPipe } from '../../ui/durations.ts';
import { Card } from '../../ui/card.ts';
import { type Figure, Figures } from '../../ui/figures.ts';
import { Tag } from '../../ui/tag.ts';
import { translator } from '../../ui/translator.ts';
import { Session } from '../../shell/session.ts';
import { AttendanceLegend } from './attendance-legend.ts';
import { DayList } from './day-list.ts';
import { MonthLinks } from './month-links.ts';
import { countedStates } from './attendance-rules.ts';

/** The days of one learner in a class, his sums since it began, and what was excused and why. */
@Component({
  selector: 'mj-learner-days',
  imports: [
    AttendanceLegend,
    Card,
    DayList,
    Figures,
    MomentPipe,
    MonthLinks,
    NgTemplateOutlet,
    Tag,
    TranslocoDirective,
  ],
  templateUrl: './learner-days.html',
  styles: `
    .columns {
      display: grid;
      gap: var(--s5);
      align-items: start;
    }
    .columns > * {
      min-width: 0;
    }
    @media (min-width: 1000px) {
      .columns {
        grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
      }
      .columns:not(.own) .aside {
        order: 1;
      }
    }
    .excuses {
      display: grid;
      gap: var(--s3);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .excuses li {
      display: grid;
      gap: var(--s1);
      padding-bottom: var(--s3);
      border-bottom: 1px solid var(--line);
    }
    .gone {
      color: var(--ink-2);
    }
  `,
})
export class LearnerDays {
  private readonly translate = translator();
  protected readonly own = inject(Session).may('record:read-own');
  readonly of = input.required<LearnerAttendance>();
  readonly picked = input<string>();
  readonly withdrawn = output<Excuse>();
  protected readonly figures = computed((): Figure[] => {
    const { overall } = this.of();
    const say = (key: string, params = {}) => this.translate(`classes.attendance.${key}`, params);
    return [
      { label: say('rate'), value: overall.ratePercent === null ? '–' : `${overall.ratePercent}%` },
      ...countedStates.map((state) => ({
        label: say(`states.${state}`),
        value: say('days', { n: overall[state] }),
      })),
    ];
  });
}
