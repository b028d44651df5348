import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  type ElementRef,
  inject,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { CheckCountdown } from './check-countdown.ts';
import { CheckKeeper } from './check-keeper.ts';
import { spanOfCheck } from './check-rules.ts';
import { CodeForm } from './code-form.ts';
import { QuestionForm } from './question-form.ts';

/**
 * A check over the lesson: what it is and why, the question, the time for it, and what follows if it is not answered.
 * It takes the focus while it is there and gives it back; nothing else on the page is locked.
 */
@Component({
  selector: 'mj-check-panel',
  imports: [CheckCountdown, CodeForm, Icon, QuestionForm, RouterLink, TranslocoDirective, WordsPipe],
  templateUrl: './check-panel.html',
  styleUrl: './check-panel.scss',
  host: {
    role: 'dialog',
    'aria-labelledby': 'check-title',
    'aria-describedby': 'check-why',
    '(keydown)': 'key($event)',
  },
})
export class CheckPanel {
  private readonly page = inject(DOCUMENT);
  private readonly texts = inject(ProblemTexts);
  protected readonly checks = inject(CheckKeeper);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private readonly question = viewChild(QuestionForm);

  protected readonly view = this.checks.view;
  protected readonly span = computed(() => {
    const view = this.view();
    return view?.says === 'check' ? spanOfCheck(view.check) : 1;
  });
  protected readonly fault = computed(() => {
    const problem = this.checks.problem();
    return problem ? this.texts.of(problem) : undefined;
  });

  constructor() {
    const before = this.page.activeElement;
    // What is new is read from its beginning: the focus goes to the heading at each turn, not to an answer.
    const turn = computed(() => {
      const view = this.view();
      return view?.says === 'check' ? `${view.check.checkId} ${view.check.triesLeft}` : view?.says;
    });
    afterRenderEffect(() => {
      turn();
      untracked(() => {
        const title = this.title()?.nativeElement;
        title?.focus({ preventScroll: true });
        // At the top of the window there is most room for what must be answered in time.
        title?.scrollIntoView({ block: 'start' });
      });
    });
    inject(DestroyRef).onDestroy(() => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    });
  }

  /** Figures choose an option and Enter sends it, wherever the focus is in the panel; no key closes it. */
  protected key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const form = this.question();
    if (!form) return;
    const onButton = event.target instanceof Element && event.target.closest('button, a, input');
    if (form.choose(event.key)) event.preventDefault();
    else if (event.key === 'Enter' && !onButton) form.submit();
  }
}
