import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Durations } from '../ui/durations.ts';
import type { Problem, TextParams } from './problem.ts';

/** The one table from problem codes to words; its texts are `problems.codes` and `problems.fields`. */
@Injectable({ providedIn: 'root' })
export class ProblemTexts {
  private readonly texts = inject(TranslocoService);
  private readonly durations = inject(Durations);

  /** A sentence for a problem; an unknown code gets a general one with the number to quote. */
  of(problem: Problem): string {
    // A fault of the page itself has no number to quote.
    const known =
      problem.code === 'fault'
        ? undefined
        : this.text(`problems.codes.${problem.code}`, this.paramsOf(problem));
    if (known) return known;
    return problem.reference
      ? this.texts.translate('problems.unknown-with-reference', { reference: problem.reference })
      : this.texts.translate('problems.unknown');
  }

  /** A sentence for the fault of one field. */
  ofField(code: string, params: TextParams = {}): string {
    return this.text(`problems.fields.${code}`, params) ?? this.texts.translate('problems.fields.invalid');
  }

  private paramsOf(problem: Problem): TextParams {
    const wait = problem.retryAfterSeconds;
    return {
      ...(wait === undefined ? {} : { seconds: wait, wait: this.durations.words(wait * 1000) }),
      reference: problem.reference ?? '',
      ...problem.params,
    };
  }

  private text(key: string, params: TextParams): string | undefined {
    const bundle = this.texts.getTranslation(this.texts.getActiveLang());
    return typeof bundle[key] === 'string' ? this.texts.translate(key, params) : undefined;
  }
}
