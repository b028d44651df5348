import { Component, computed, DestroyRef, effect, inject, signal, untracked } from '@angular/core';
import { form, FormField, validate, validateStandardSchema, disabled } from '@angular/forms/signals';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { catalogRoutes, type CheckRules, evidence, type StudyRules } from '@minjiang/shared/catalog';
import * as z from 'zod';
import { AssetBook } from '../../content/index.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';
import { DraftStore } from '../editor/draft-store.ts';
import { leaveAnyway } from '../editor/ask-first.ts';
import { ProgrammeHeader } from '../editor/programme-header.ts';
import { programmeLength } from '../outline/lesson-lengths.ts';
import { lessonsOf } from '../outline/outline-rules.ts';
import { ChecksSection } from './checks-section.ts';
import { emptyAsNull, entryOf, faultsBetween, rulesEntry, rulesOf, type RulesEntry } from './rules-form.ts';
import { RulesPreview } from './rules-preview.ts';

const { name, occupationCode } = catalogRoutes.saveDraft.body.shape;
const about = z.object({ name, occupationCode: emptyAsNull(occupationCode.unwrap()) });

/** Name, occupation and the rules by which hours count; saved as one types, as soon as they make sense. */
@Component({
  selector: 'mj-settings-page',
  imports: [
    ChecksSection,
    Field,
    FieldInput,
    FormField,
    Icon,
    ProgrammeHeader,
    RulesPreview,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.scss',
})
export class SettingsPage {
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  protected readonly store = inject(DraftStore);
  private readonly assets = inject(AssetBook);
  protected readonly first = untracked(this.store.draft)!;
  protected readonly rates = [...new Set([1, 1.25, 1.5, 2, this.first.rules.maxRate])].sort().map(String);
  protected readonly evidences = evidence.options;
  protected readonly about = form(
    signal({ name: this.first.name, occupationCode: this.first.occupationCode ?? '' }),
    (path) => {
      validateStandardSchema(path, about);
      disabled(path, { when: () => !this.store.writable() });
    },
  );
  protected readonly rules = form(signal<RulesEntry>(entryOf(this.first.rules)), (path) => {
    validateStandardSchema(path, rulesEntry as never);
    const faultAt = (field: string) => {
      const fault = faultsBetween(this.rules().value()).find((it) => it.field === field);
      return fault && { kind: fault.code };
    };
    validate(path.capHours, () => faultAt('capHours'));
    validate(path.capMinutes, () => faultAt('capMinutes'));
    validate(path.to, () => faultAt('to'));
    disabled(path, { when: () => !this.store.writable() });
  });
  /** Undefined while the fields of the checks make no sense. */
  protected readonly checks = signal<CheckRules | null | undefined>(this.first.rules.checks);
  /** The rules as entered, undefined while they make no sense. */
  protected readonly meant = computed(() => {
    const checks = this.checks();
    if (checks === undefined) return undefined;
    const meant = rulesOf(this.rules().value(), checks);
    return 'rules' in meant ? meant.rules : undefined;
  });
  /** The last rules that made sense: those of the draft, which takes them at once. */
  protected readonly shown = computed(() => this.meant() ?? this.store.draft()?.rules ?? this.first.rules);
  /** The cap in class hours, as learners will read it. */
  protected readonly cap = computed(() => {
    const meant = rulesOf(this.rules().value(), null);
    return 'rules' in meant
      ? {
          ms: meant.rules.dailyCapMs,
          hours: meant.rules.dailyCapMs / (meant.rules.minutesPerClassHour * 60_000),
        }
      : undefined;
  });
  private readonly courses = computed(() => this.store.draft()?.courses ?? []);
  protected readonly length = computed(() =>
    programmeLength(this.courses(), (assetId) => this.assets.of(assetId)?.durationMs ?? undefined),
  );
  protected readonly checkFaults = computed(() => {
    const faults = this.store.faults().filter(({ part }) => part === 'checks');
    return faults.map(({ code }) => code);
  });

  constructor() {
    effect(() => {
      const meant = this.meant();
      const named = about.safeParse(this.about().value());
      untracked(() => {
        this.keep(meant, named.data);
        this.store.hold(!meant || !named.success);
      });
    });
    effect(() =>
      this.assets.want(
        lessonsOf(this.courses()).flatMap((it) => (it.kind === 'video' && it.assetId ? [it.assetId] : [])),
      ),
    );
    inject(DestroyRef).onDestroy(() => this.store.hold(false));
    // What is at fault is said at once: nothing is sent by a button here.
    this.rules().markAsTouched();
    this.about().markAsTouched();
  }

  /** What makes no sense yet is kept nowhere else: leaving it is asked first. */
  async mayLeave(): Promise<boolean> {
    return !this.store.held() || this.store.conflict() || leaveAnyway(this.dialog, this.texts);
  }

  private keep(rules: StudyRules | undefined, named: z.output<typeof about> | undefined): void {
    const draft = this.store.draft()!;
    const next = { ...draft, ...(rules ? { rules } : {}), ...(named ?? {}) };
    const same =
      next.name === draft.name &&
      next.occupationCode === draft.occupationCode &&
      JSON.stringify(next.rules) === JSON.stringify(draft.rules);
    if (!same) this.store.change(() => next);
  }
}
