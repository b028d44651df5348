import { inject, Injectable } from '@angular/core';
import type { AppealSubject, CheckRow, MyCase } from '@minjiang/shared/integrity';
import { Durations, MomentPipe } from '../../ui/durations.ts';
import { translator } from '../../ui/translator.ts';
import { keyOf, type RefusedDay, subjectOf } from './appeal-rules.ts';

/** Everything that one may appeal against. */
export interface Appealable {
  readonly refused: readonly RefusedDay[];
  readonly checks: readonly CheckRow[];
  readonly cases: readonly MyCase[];
}

export interface StatedSubject {
  readonly enrolmentId: string;
  readonly subject: AppealSubject;
  /** What it is about, as a sentence. */
  readonly words: string;
}

/** Finds what an address names, and says it in words; an address that names nothing of one's own finds nothing. */
@Injectable({ providedIn: 'root' })
export class AppealWords {
  private readonly translate = translator();
  private readonly durations = inject(Durations);
  private readonly moment = new MomentPipe();

  of(enrolmentId: string, about: string, { refused, checks, cases }: Appealable): StatedSubject | undefined {
    const own = <T extends { enrolmentId: string }>(rows: readonly T[]) =>
      rows.filter((row) => row.enrolmentId === enrolmentId);
    for (const row of own(refused)) {
      const subject = subjectOf(row);
      if (keyOf(subject) === about) return { enrolmentId, subject, words: this.refusal(row) };
    }
    for (const check of own(checks)) {
      const subject = { kind: 'check', checkId: check.checkId } as const;
      if (keyOf(subject) === about) return { enrolmentId, subject, words: this.check(check) };
    }
    for (const one of own(cases)) {
      const subject = { kind: 'case', caseId: one.caseId } as const;
      if (keyOf(subject) === about) return { enrolmentId, subject, words: this.decision(one) };
    }
    return undefined;
  }

  private refusal({ className, lessonName, day, reason, ms }: RefusedDay): string {
    return this.translate('learning.appeal.of-refusal', {
      class: className,
      lesson: lessonName,
      day,
      time: this.durations.words(ms),
      reason: this.translate(`learning.reasons.${reason}.title`),
    });
  }

  private check({ className, issuedAt, cancelledMs }: CheckRow): string {
    return this.translate('learning.appeal.of-check', {
      class: className,
      at: this.moment.transform(issuedAt),
      time: this.durations.words(cancelledMs),
    });
  }

  private decision({ className, decidedAt }: MyCase): string {
    return this.translate('learning.appeal.of-case', {
      class: className,
      at: this.moment.transform(decidedAt),
    });
  }
}
