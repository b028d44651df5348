import { Component, computed, effect, inject, input, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { learningRoutes, type RatingDecision } from '@minjiang/shared/learning';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { Stars } from '../../learning/index.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tag } from '../../ui/tag.ts';
import { translator } from '../../ui/translator.ts';
import { RatingState } from './rating-state.ts';

const entry = z.object({ reason: learningRoutes.moderateRating.body.shape.reason });

/** One rating with its versions and reports; its words are hidden or let be read, with a reason for the author. */
@Component({
  selector: 'mj-rating-page',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    LoadState,
    MomentPipe,
    PageHeader,
    RatingState,
    Stars,
    Tag,
    TranslocoDirective,
  ],
  templateUrl: './rating-page.html',
  styles: `
    blockquote {
      padding-left: var(--s4);
      border-left: 4px solid var(--line);
      margin: 0;
      white-space: pre-wrap;
    }
    ul {
      padding: 0;
      list-style: none;
    }
    li + li {
      padding-top: var(--s3);
      border-top: 1px solid var(--line);
      margin-top: var(--s3);
    }
    textarea {
      max-width: 46em;
    }
  `,
})
export class RatingPage {
  private readonly api = inject(Api);
  private readonly messages = inject(MatSnackBar);
  private readonly translate = translator();
  readonly ratingId = input.required<string>();
  private readonly params = computed(() => ({ ratingId: this.ratingId() }));
  protected readonly found = load(learningRoutes.getRating, () => ({ params: this.params() }));
  protected readonly problem = signal<Problem | undefined>(undefined);
  /** What the form does: the words that are shown can be hidden, and the other way round. */
  protected readonly decision = signal<RatingDecision>('hide');
  protected readonly form = form(signal({ reason: '' }), (path) => validateStandardSchema(path, entry), {
    submission: { action: (): Promise<TreeValidationResult> => this.decide() },
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const of = this.found.value()?.rating;
      if (of) title.name(of.maskedName);
    });
  }

  private async decide(): Promise<TreeValidationResult> {
    const of = this.found.value()?.rating;
    if (!of) return undefined;
    this.problem.set(undefined);
    try {
      const { reason } = entry.parse(this.form().value());
      const body = { version: of.version, decision: this.decision(), reason };
      this.found.set(await this.api.call(learningRoutes.moderateRating, { params: this.params(), body }));
      this.form().reset({ reason: '' });
      this.messages.open(this.translate('ops.rating.done'), undefined, { duration: 4000 });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
