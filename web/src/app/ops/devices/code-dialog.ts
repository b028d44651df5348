import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import type { AnswerOf } from '@minjiang/shared/kernel';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Icon } from '../../ui/icon.ts';
import { codeGroups, codeLifeMs } from './device-look.ts';

export interface CodeFor {
  /** Rooms that have machines already, offered while one types. */
  readonly rooms: readonly string[];
  readonly room: string;
}

/** Asks for a room and a name and shows the code that enrols that machine: this once, until it has run out. */
@Component({
  selector: 'mj-code-dialog',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    MatDialogModule,
    MomentPipe,
    TranslocoDirective,
  ],
  templateUrl: './code-dialog.html',
  styleUrl: './code-dialog.scss',
})
export class CodeDialog {
  private readonly api = inject(Api);
  private readonly clipboard = inject(Clipboard);
  private readonly dialog = inject<MatDialogRef<CodeDialog>>(MatDialogRef);
  protected readonly given = inject<CodeFor>(MAT_DIALOG_DATA);
  protected readonly issued = signal<AnswerOf<typeof identityRoutes.issueDeviceCode> | undefined>(undefined);
  protected readonly groups = computed(() => codeGroups(this.issued()?.code ?? ''));
  protected readonly place = signal({ room: this.given.room, name: '' });
  protected readonly copied = signal(false);
  protected readonly over = signal(false);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.place,
    (path) => validateStandardSchema(path, identityRoutes.issueDeviceCode.body),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected copy(): void {
    this.copied.set(this.clipboard.copy(this.groups().join('-')));
  }

  /** The next machine mostly stands in the same room. */
  protected next(): void {
    clearTimeout(this.timer);
    this.issued.set(undefined);
    this.form().reset({ room: this.place().room, name: '' });
    this.dialog.disableClose = false;
  }

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const body = identityRoutes.issueDeviceCode.body.parse(this.form().value());
      this.issued.set(await this.api.call(identityRoutes.issueDeviceCode, { body }));
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
    // A code that was not read is lost, so the dialog is closed by its button alone.
    this.dialog.disableClose = true;
    this.copied.set(false);
    this.over.set(false);
    this.timer = setTimeout(() => this.over.set(true), codeLifeMs);
    return undefined;
  }
}

/** Makes codes for machines until the dialog is closed. */
export async function makeCode(dialog: MatDialog, rooms: readonly string[], room: string): Promise<void> {
  const data: CodeFor = { rooms, room };
  await firstValueFrom(dialog.open(CodeDialog, { data, width: '30rem' }).afterClosed());
}
