import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { FileDrop } from '../file-drop.ts';
import { Icon } from '../icon.ts';
import { LoadState } from '../load-state.ts';
import { ProgressBar } from '../progress-bar.ts';
import type { Importing } from './importing.ts';

/**
 * An import by file, except for what there is to decide about and what came of it: the choice of a file (how to fill it
 * in is projected), how far the work is, and how it ended.
 */
@Component({
  selector: 'mj-import-flow',
  imports: [FileDrop, Icon, LoadState, ProgressBar, TranslocoDirective],
  templateUrl: './import-flow.html',
  styles: `
    :host {
      display: block;
    }
    /* A decision or a result is the page's own: nothing stands here then, and takes no room. */
    :host:not(:has(.stack > *)) {
      display: none;
    }
  `,
})
export class ImportFlow {
  private readonly problems = inject(ProblemTexts);
  readonly of = input.required<Importing>();
  protected readonly fault = computed(() => {
    const code = this.of().of()?.fault;
    const problem = this.of().problem() ?? (code ? new Problem({ code, status: 422 }) : undefined);
    return problem && this.problems.of(problem);
  });
  /** Neither a decision nor a result, which the page itself shows. */
  protected readonly ended = computed(() => {
    const state = this.of().of()?.state;
    return state === 'failed' || state === 'cancelled' || state === 'expired' ? state : undefined;
  });
}
