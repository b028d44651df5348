import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MyCase } from '@minjiang/shared/integrity';
import { localDay } from '@minjiang/shared/kernel';
import { Card } from '../../ui/card.ts';
import { Durations, MomentPipe } from '../../ui/durations.ts';
import { Tag } from '../../ui/tag.ts';
import { translator } from '../../ui/translator.ts';
import { addressOfAppeal } from './appeal-rules.ts';

/** Own appeals and cases, newest first: what about, until when it is answered, and the result with its reason. */
@Component({
  selector: 'mj-cases-card',
  imports: [Card, MomentPipe, RouterLink, Tag, TranslocoDirective],
  templateUrl: './cases-card.html',
  styles: `
    li {
      display: flex;
      flex-direction: column;
      gap: var(--s2);
      padding-block: var(--s4);
      border-top: 1px solid var(--line);
    }
    ul {
      padding: 0;
      list-style: none;
    }
    .own {
      padding-inline-start: var(--s3);
      border-inline-start: 3px solid var(--line);
      white-space: pre-line;
    }
    .reason {
      white-space: pre-line;
    }
  `,
})
export class CasesCard {
  private readonly translate = translator();
  private readonly durations = inject(Durations);
  readonly cases = input.required<readonly MyCase[]>();

  protected heading({ subject, origin, lessonName, className }: MyCase): string {
    const say = (key: string, params = {}) => this.translate(`learning.case.${key}`, params);
    const where = lessonName ?? className;
    if (subject?.kind === 'refusal') {
      const reason = this.translate(`learning.reasons.${subject.reason}.title`);
      return say('of-refusal', { where, day: subject.day, reason });
    }
    return say(subject ? `of-${subject.kind}` : `origin-${origin}`, { where });
  }

  protected result({ outcome, movedMs }: MyCase): string {
    const say = (key: string, params = {}) => this.translate(`learning.case.${key}`, params);
    if (outcome === 'corrected' && movedMs !== 0) {
      return say(movedMs > 0 ? 'given' : 'taken', { time: this.durations.words(Math.abs(movedMs)) });
    }
    return outcome ? say(outcome) : '';
  }

  protected appealOf = ({ caseId, enrolmentId }: MyCase) =>
    addressOfAppeal({ enrolmentId, subject: { kind: 'case', caseId } });

  protected day = (instant: string): string => localDay(Date.parse(instant));
}
