import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes } from '@minjiang/shared/classes';
import { addressOf, Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { Icon } from '../../ui/icon.ts';
import { ImportCells } from '../../ui/imports/import-cells.ts';
import { ImportFlow } from '../../ui/imports/import-flow.ts';
import { ImportPreview } from '../../ui/imports/import-preview.ts';
import { importing } from '../../ui/imports/importing.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { ClassHeader } from '../class/class-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { BulkCodes } from '../codes/bulk-codes.ts';

/** A roster by file; rows with faults are left out. */
@Component({
  selector: 'mj-import-page',
  imports: [
    ClassHeader,
    Icon,
    ImportCells,
    ImportFlow,
    ImportPreview,
    MaskedText,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [BulkCodes],
  templateUrl: './import-page.html',
})
export class ImportPage {
  private readonly api = inject(Api);
  protected readonly codes = inject(BulkCodes);
  protected readonly store = inject(ClassStore);

  /** From the address: the import, which of its rows are shown, and their page. */
  readonly import = input<string>();
  readonly show = input<string>();
  readonly page = input<string>();

  protected readonly template = addressOf(classesRoutes.rosterTemplate);
  protected readonly columns = ['name', 'idNumber', 'phone'];
  // Its id alone: a class that is read anew is no other.
  private readonly classId = computed(() => this.store.current().id);
  private readonly params = computed(() => {
    const importId = this.import();
    return importId === undefined ? undefined : { classId: this.classId(), importId };
  });
  private readonly loaded = load(classesRoutes.getImport, () => {
    const params = this.params();
    return params && { params };
  });
  protected readonly state = importing(this, {
    loaded: this.loaded,
    found: () => this.loaded.value()?.rosterImport,
    send: async (body) => {
      const params = { classId: this.classId() };
      return (await this.api.call(classesRoutes.previewImport, { params, body })).rosterImport.id;
    },
    cancel: (importId) =>
      this.api.call(classesRoutes.cancelImport, { params: { classId: this.classId(), importId } }),
  });
  protected readonly rows = load(classesRoutes.listImportRows, () => {
    const [params, query] = [this.params(), this.state.query()];
    return params && query && { params, query };
  });
  protected readonly copy = computed(() => {
    const params = this.params();
    return params ? addressOf(classesRoutes.markedRoster, { params }) : '';
  });

  constructor() {
    let accepting = false;
    effect(() => {
      const state = this.state.of()?.state;
      if (state === 'accepted' && accepting) this.store.refresh();
      accepting = state === 'accepting';
    });
  }

  protected accept(): Promise<void> {
    return this.state.decide(async (importId) => {
      const params = { classId: this.classId(), importId };
      this.loaded.set(await this.api.call(classesRoutes.acceptImport, { params }));
    });
  }
}
