import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AnswerOf } from '@minjiang/shared/kernel';
import type { integrityRoutes } from '@minjiang/shared/integrity';
import { TotalPipe } from '../../ui/durations.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { look } from './checks-rules.ts';

/** Learners of a class with their checks: passed, missed of how many, what awaits one, what is to be made up for. */
@Component({
  selector: 'mj-class-checks-table',
  imports: [MaskedText, RouterLink, TableFrame, Tag, TotalPipe, TranslocoDirective],
  templateUrl: './checks-table.html',
})
export class ChecksTable {
  readonly of = input.required<AnswerOf<typeof integrityRoutes.classChecks>>();
  readonly classId = input.required<string>();
  readonly loading = input(false);
  protected readonly look = look;
}
