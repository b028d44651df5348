import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MyCase } from '@minjiang/shared/integrity';
import { TotalPipe } from '../../ui/durations.ts';
import { SideScroll } from '../../ui/side-scroll.ts';
import {
  addressOfAppeal,
  caseAbout,
  keyOf,
  type RefusedDay,
  subjectOf,
  worthAsking,
} from './appeal-rules.ts';

const shownAtFirst = 10;

/** Refused time by day and lesson, each with the way to appeal, or to the appeal that there is. */
@Component({
  selector: 'mj-refused-days',
  imports: [RouterLink, SideScroll, TotalPipe, TranslocoDirective],
  templateUrl: './refused-days.html',
  styles: `
    summary {
      width: fit-content;
      padding-block: var(--s3);
      color: var(--primary);
      cursor: pointer;
    }
    a,
    .btn {
      white-space: nowrap;
    }
    td a {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
      margin-block: calc(-1 * var(--s2));
    }
    .name {
      min-width: 9em;
    }
  `,
})
export class RefusedDays {
  readonly rows = input.required<readonly RefusedDay[]>();
  readonly cases = input.required<readonly MyCase[]>();
  protected readonly all = signal(false);
  protected readonly known = computed(() =>
    worthAsking(this.rows()).map((row) => {
      const subject = subjectOf(row);
      return {
        ...row,
        address: addressOfAppeal({ enrolmentId: row.enrolmentId, subject }),
        appealed: caseAbout(this.cases(), row.enrolmentId, keyOf(subject)),
      };
    }),
  );
  protected readonly shown = computed(() =>
    this.all() ? this.known() : this.known().slice(0, shownAtFirst),
  );
}
