import { Component, computed, inject, input, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { catalogRoutes, type OutlineCheck, outlineRoutes } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { addressOf, Api } from '../../api/api.ts';
import { base64Of, bytesOf } from '../../api/base64.ts';
import { asProblem, Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { localeOf } from '../../texts/texts.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { Icon } from '../../ui/icon.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { emptyAsNull } from '../settings/rules-form.ts';
import { OutlinePreview } from './outline-preview.ts';
import { faultOfFile, nameFrom } from './outline-rules.ts';

const { name, occupationCode } = catalogRoutes.createProgramme.body.shape;
const entered = z.object({ name, occupationCode: emptyAsNull(occupationCode) });

/** A programme by file: choose an outline, see what it would become, then make it a draft. Nothing is written before. */
@Component({
  selector: 'mj-outline-import-page',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FileDrop,
    FormField,
    FormRoot,
    Icon,
    OutlinePreview,
    PageHeader,
    TranslocoDirective,
  ],
  templateUrl: './outline-import-page.html',
})
export class OutlineImportPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);

  /** From the address: page of the preview. */
  readonly page = input<string>();

  protected readonly template = addressOf(outlineRoutes.outlineTemplate);
  protected readonly outline = signal<OutlineCheck | undefined>(undefined);
  protected readonly reading = signal(false);
  private readonly file = signal<{ fileName: string; content: string } | undefined>(undefined);
  /** Of the programme that this file becomes: sent again it is made once. */
  private programmeId = newId();
  protected readonly fileName = computed(() => this.file()?.fileName ?? '');
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly fault = computed(() => {
    const problem = this.problem();
    return problem && this.outline() === undefined ? this.problems.of(problem) : undefined;
  });
  private readonly model = signal({ name: '', occupationCode: '' });
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, entered), {
    submission: { action: (): Promise<TreeValidationResult> => this.send() },
  });

  protected async choose(file: File | undefined): Promise<void> {
    if (!file) return;
    this.clear();
    const code = faultOfFile(file);
    if (code) {
      this.problem.set(new Problem({ code, status: 422 }));
      return;
    }
    this.reading.set(true);
    try {
      const content = base64Of(new Uint8Array(await file.arrayBuffer()));
      const given = { fileName: file.name.slice(-200), content };
      const locale = localeOf(this.texts.getActiveLang());
      const { outline } = await this.api.call(outlineRoutes.checkOutline, { body: { ...given, locale } });
      this.file.set(given);
      this.model.set({ name: nameFrom(file.name), occupationCode: '' });
      this.outline.set(outline);
    } catch (thrown) {
      this.problem.set(asProblem(thrown));
    }
    this.reading.set(false);
  }

  protected clear(): void {
    this.outline.set(undefined);
    this.problem.set(undefined);
    this.file.set(undefined);
    this.programmeId = newId();
  }

  /** Saves the marked copy where the browser keeps downloads. */
  protected download({ fileName, content }: NonNullable<OutlineCheck['markedCopy']>): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytesOf(content)]));
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  private async send(): Promise<TreeValidationResult> {
    const file = this.file();
    if (!file) return undefined;
    this.problem.set(undefined);
    try {
      const body = { ...entered.parse(this.form().value()), ...file, programmeId: this.programmeId };
      const { programme } = await this.api.call(outlineRoutes.importProgramme, { body });
      await this.router.navigate(['/programmes', programme.id], { replaceUrl: true });
      return undefined;
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
