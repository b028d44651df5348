import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { catalogRoutes, outlineRoutes } from '@minjiang/shared/catalog';
import * as z from 'zod';
import { addressOf, Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';
import { ImportCells } from '../../ui/imports/import-cells.ts';
import { ImportFlow } from '../../ui/imports/import-flow.ts';
import { ImportPreview } from '../../ui/imports/import-preview.ts';
import { importing } from '../../ui/imports/importing.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { emptyAsNull } from '../settings/rules-form.ts';
import { columnsOf, nameFrom } from './programme-import-rules.ts';

const { name, occupationCode } = catalogRoutes.createProgramme.body.shape;
const entered = z.object({ name, occupationCode: emptyAsNull(occupationCode) });

/** Programmes by file: they become drafts when no row has a fault and somebody accepts them. */
@Component({
  selector: 'mj-programme-import-page',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    ImportCells,
    ImportFlow,
    ImportPreview,
    PageHeader,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './programme-import-page.html',
  styles: `
    form {
      max-width: 40em;
    }
    td {
      min-width: 5em;
      overflow-wrap: anywhere;
    }
  `,
})
export class ProgrammeImportPage {
  private readonly api = inject(Api);

  /** From the address: the import, which of its rows are shown, and their page. */
  readonly import = input<string>();
  readonly show = input<string>();
  readonly page = input<string>();

  protected readonly template = addressOf(outlineRoutes.outlineTemplate);
  private readonly params = computed(() => {
    const programmeImportId = this.import();
    return programmeImportId === undefined ? undefined : { programmeImportId };
  });
  private readonly loaded = load(outlineRoutes.getProgrammeImport, () => {
    const params = this.params();
    return params && { params };
  });
  protected readonly state = importing(this, {
    loaded: this.loaded,
    found: () => this.loaded.value()?.programmeImport,
    send: async (body) => (await this.api.call(outlineRoutes.previewProgrammes, { body })).programmeImport.id,
    cancel: (programmeImportId) =>
      this.api.call(outlineRoutes.cancelProgrammeImport, { params: { programmeImportId } }),
  });
  protected readonly rows = load(outlineRoutes.listOutlineRows, () => {
    const [params, query] = [this.params(), this.state.query()];
    return params && query && { params, query };
  });
  protected readonly columns = computed(() => columnsOf(this.state.of()?.named ?? false));
  protected readonly copy = computed(() => {
    const params = this.params();
    return params ? addressOf(outlineRoutes.markedOutline, { params }) : '';
  });

  /** Of the one programme of a file that names none: it lends it its own name to begin with. */
  private readonly model = linkedSignal({
    source: computed(() => this.state.of()?.fileName ?? ''),
    computation: (fileName) => ({ name: nameFrom(fileName), occupationCode: '' }),
  });
  protected readonly refused = signal<Problem | undefined>(undefined);
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, entered), {
    submission: { action: (): Promise<TreeValidationResult> => this.acceptNamed() },
  });

  protected accept(body: { name?: string; occupationCode?: string | null } = {}): Promise<void> {
    return this.state.decide(async (programmeImportId) => {
      const answer = await this.api.call(outlineRoutes.acceptProgrammes, {
        params: { programmeImportId },
        body,
      });
      this.loaded.set(answer);
    });
  }

  private async acceptNamed(): Promise<TreeValidationResult> {
    this.refused.set(undefined);
    let faults: TreeValidationResult = undefined;
    await this.state.decide(async (programmeImportId) => {
      const body = entered.parse(this.form().value());
      const params = { programmeImportId };
      try {
        this.loaded.set(await this.api.call(outlineRoutes.acceptProgrammes, { params, body }));
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (problem.code !== 'invalid') throw problem;
        this.refused.set(problem);
        faults = serverFaults(this.form, problem);
      }
    });
    return faults;
  }
}
