import { Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { disabled, form, FormField, validate, validateStandardSchema } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CheckRules } from '@minjiang/shared/catalog';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';
import {
  checksEntry,
  type ChecksEntry,
  checksEntryOf,
  checksOf,
  faultsBetweenChecks,
  recommendedChecks,
} from './checks-form.ts';

/** Whether, when and how learners are checked while they study. */
@Component({
  selector: 'mj-checks-section',
  imports: [Field, FieldInput, FormField, Icon, TranslocoDirective],
  templateUrl: './checks-section.html',
  styleUrl: './settings-form.scss',
})
export class ChecksSection {
  private readonly problems = inject(ProblemTexts);
  /** What is stored when the page opens. */
  readonly first = input.required<CheckRules | null>();
  readonly writable = input(true);
  /** Codes of what the server found wrong with the stored rules. */
  readonly faults = input<readonly string[]>([]);
  /** The rules that are meant; undefined while the fields make no sense. */
  readonly changed = output<CheckRules | null | undefined>();
  private readonly entry = signal<ChecksEntry>(checksEntryOf(null));
  protected readonly checks = form(this.entry, (path) => {
    validateStandardSchema(path, checksEntry as never);
    validate(path.toMinutes, () => this.faultAt('toMinutes'));
    disabled(path, { when: () => !this.writable() });
    // Nobody can pass a check of the face until a provider is connected: it can be taken away and not added.
    disabled(path.face, { when: () => !this.entry().face });
  });

  constructor() {
    effect(() => {
      const first = this.first();
      untracked(() => this.entry.set(checksEntryOf(first)));
    });
    effect(() => this.changed.emit(checksOf(this.entry())));
    this.checks().markAsTouched();
  }

  protected turn(on: boolean): void {
    this.entry.update((entry) => ({ ...entry, on }));
  }

  protected recommend(): void {
    this.entry.set(checksEntryOf(recommendedChecks));
  }

  /** What is wrong with a group of choices. */
  protected textAt(field: keyof ChecksEntry): string | undefined {
    const fault = this.faultAt(field);
    return fault && this.problems.ofField(fault.kind);
  }

  private faultAt(field: keyof ChecksEntry): { kind: string } | undefined {
    const fault = faultsBetweenChecks(this.entry()).find((it) => it.field === field);
    return fault && { kind: fault.code };
  }
}
