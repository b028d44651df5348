import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AnswerOf } from '@minjiang/shared/kernel';
import type { integrityRoutes, MyCase } from '@minjiang/shared/integrity';
import { Card } from '../../ui/card.ts';
import { MomentPipe, TotalPipe, WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { SideScroll } from '../../ui/side-scroll.ts';
import { Tag } from '../../ui/tag.ts';
import { addressOfAppeal, caseAbout } from './appeal-rules.ts';
import { MakeUps } from './make-ups.ts';

type MyChecks = AnswerOf<typeof integrityRoutes.myChecks>;

/** Checks passed and missed, what each missed one cost, and what is to be made up for. */
@Component({
  selector: 'mj-checks-card',
  imports: [
    Card,
    Icon,
    MakeUps,
    MomentPipe,
    RouterLink,
    SideScroll,
    Tag,
    TotalPipe,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './checks-card.html',
  styles: `
    .side-scroll {
      margin-top: var(--s4);
    }
    td a {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
      margin-block: calc(-1 * var(--s2));
      white-space: nowrap;
    }
    h3 {
      margin-top: var(--s4);
    }
    li {
      padding-block: var(--s1);
    }
  `,
})
export class ChecksCard {
  readonly of = input.required<MyChecks>();
  readonly cases = input.required<readonly MyCase[]>();
  protected readonly hasDue = computed(() => this.of().makeUps.some(({ state }) => state === 'due'));
  protected readonly rows = computed(() =>
    this.of().checks.map((check) => {
      const subject = { kind: 'check', checkId: check.checkId } as const;
      const { enrolmentId } = check;
      return {
        ...check,
        address: addressOfAppeal({ enrolmentId, subject }),
        appealed: caseAbout(this.cases(), enrolmentId, `check.${check.checkId}`),
      };
    }),
  );
}
