import { Component, inject, input } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { bucketLengths, type BucketLength, type Period } from '@minjiang/shared/analytics';
import { presets, presetOf } from './preset-rules.ts';

/** The period and its steps, kept in the address: ready-made periods, any two days, by day, week or month. */
@Component({
  selector: 'mj-period-filter',
  imports: [TranslocoDirective],
  templateUrl: './period-filter.html',
  styles: `
    .input {
      width: auto;
    }
    label {
      gap: var(--s2);
    }
  `,
})
export class PeriodFilter {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  readonly period = input.required<Period>();
  /** The local day on which one looks. */
  readonly today = input.required<string>();
  /** Without it there is nothing to choose. */
  readonly by = input<BucketLength>();
  protected readonly lengths = bucketLengths;
  protected readonly presets = presets;

  protected chosen(): string {
    return presetOf(this.period(), this.today());
  }

  protected choose(name: string): void {
    const preset = presets.find((each) => each.name === name);
    if (preset) this.go(preset.of(this.today()));
  }

  /** An end that was chosen before the beginning moves it, so that there is always a period. */
  protected from(day: string): void {
    if (day) this.go({ from: day, to: day > this.period().to ? day : this.period().to });
  }

  protected to(day: string): void {
    if (day) this.go({ from: day < this.period().from ? day : this.period().from, to: day });
  }

  protected go(queryParams: Readonly<Record<string, string>> | Period): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: { ...queryParams, page: null },
      queryParamsHandling: 'merge',
    });
  }
}
