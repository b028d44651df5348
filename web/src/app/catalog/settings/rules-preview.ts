import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { StudyRules } from '@minjiang/shared/catalog';
import { Durations } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import type { ProgrammeLength } from '../outline/lesson-lengths.ts';
import { effectsOf } from './rule-effects.ts';

/** In plain words: what the rules do to those who study by them. */
@Component({
  selector: 'mj-rules-preview',
  imports: [Icon, TranslocoDirective],
  template: `
    <section
      class="card stack near"
      tabindex="0"
      aria-labelledby="effects"
      *transloco="let t; prefix: 'catalog.effects'"
    >
      <h2 id="effects">{{ t('title') }}</h2>
      <p class="small muted">{{ t('intro') }}</p>
      @if (stale()) {
        <p class="small fault"><mj-icon name="alert" />{{ t('stale') }}</p>
      }
      <ul>
        @for (it of effects(); track it.key) {
          <li [class.warns]="it.warns">
            <mj-icon [name]="it.warns ? 'alert' : 'check'" />
            <span>
              @if (it.warns) {
                <span class="visually-hidden">{{ t('warning') }}</span>
              }
              {{ t(it.key, it.values) }}</span
            >
          </li>
        }
      </ul>
      @if (length().unknown > 0) {
        <p class="small muted">{{ t('unknown', { n: length().unknown }) }}</p>
      }
    </section>
  `,
  styleUrl: './rules-preview.scss',
})
export class RulesPreview {
  private readonly durations = inject(Durations);
  /** The last rules that made sense. */
  readonly rules = input.required<StudyRules>();
  readonly length = input.required<ProgrammeLength>();
  /** Whether what is entered now makes no sense. */
  readonly stale = input(false);
  /** What needs a second thought first. */
  protected readonly effects = computed(() =>
    [...this.worded()].sort((a, b) => Number(b.warns) - Number(a.warns)),
  );
  private readonly worded = computed(() =>
    effectsOf(this.rules(), this.length()).map(({ key, params, lengths, warns = false }) => ({
      key,
      warns,
      values: {
        ...params,
        ...Object.fromEntries(
          Object.entries(lengths ?? {}).map(([name, ms]) => [name, this.durations.words(ms)]),
        ),
      },
    })),
  );
}
