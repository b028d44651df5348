import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerRecord } from '@minjiang/shared/learning';
import { ClassHoursPipe, TotalPipe } from '../../ui/durations.ts';
import { commonClassHour } from './course-rules.ts';
import { EvidenceWord, SupervisorWord, Unproved } from './verdict-words.ts';

/** The four figures one looks for first. */
@Component({
  selector: 'mj-record-figures',
  imports: [ClassHoursPipe, EvidenceWord, SupervisorWord, TotalPipe, TranslocoDirective, Unproved],
  template: `
    <dl *transloco="let t; prefix: 'learning.record'">
      @let totals = record().totals;
      <div class="card">
        <dt class="small muted">{{ t('credited') }}</dt>
        <dd class="figure">{{ totals.creditedMs | total }}</dd>
        <dd class="small muted">{{ t('counts') }}</dd>
        <dd><mj-unproved [ms]="totals.unprovedMs" /></dd>
      </div>
      <div class="card">
        <dt class="small muted">{{ t('class-hours') }}</dt>
        <dd class="figure">{{ t('hours-plain', { n: totals.classHours.toFixed(1) }) }}</dd>
        @if (minutes(); as length) {
          <dd class="small muted">{{ t('hour-length', { minutes: length }) }}</dd>
        }
      </div>
      <div class="card">
        <dt class="small muted">{{ t('raw') }}</dt>
        <dd class="figure">{{ totals.rawMs | total }}</dd>
        @if (minutes(); as length) {
          <dd class="small muted">{{ t('hours-plain', { n: totals.rawMs | classHours: length }) }}</dd>
        }
        <dd class="small muted">{{ t('refused', { time: totals.rawMs - totals.creditedMs | total }) }}</dd>
      </div>
      <div class="card">
        <dt class="small muted">{{ t('days-studied') }}</dt>
        <dd class="figure">{{ t('days', { n: record().days.length }) }}</dd>
        <dd class="small muted">{{ t('since', { date: record().days[0]?.date }) }}</dd>
      </div>
    </dl>
    <dl class="card words" *transloco="let t; prefix: 'learning.record'">
      <div>
        <dt class="muted">{{ t('evidence-of') }}</dt>
        <dd><mj-evidence [of]="record().totals.evidence" /></dd>
      </div>
      <div>
        <dt class="muted">{{ t('supervisor') }}</dt>
        <dd><mj-supervisor [ms]="record().totals.supervisorMs" /></dd>
      </div>
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr));
      gap: var(--s4);
      margin: 0;
    }
    dd {
      margin: 0;
    }
    dl.words {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2) var(--s6);
      margin-top: var(--s4);
    }
    .words div {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--s3);
    }
    .card {
      padding: var(--s4) 20px;
    }
    @media print {
      dl {
        grid-template-columns: repeat(4, 1fr);
        gap: var(--s3);
      }
      .figure {
        font-size: 16pt;
      }
    }
    @media screen and (max-width: 600px) {
      dl {
        grid-template-columns: repeat(auto-fit, minmax(min(150px, 100%), 1fr));
        gap: var(--s3);
      }
      .card {
        padding: var(--s3);
      }
      .figure {
        font-size: calc(var(--figure) * 0.85);
      }
    }
  `,
})
export class RecordFigures {
  readonly record = input.required<LearnerRecord>();
  protected readonly minutes = computed(() => commonClassHour(this.record().courses));
}
