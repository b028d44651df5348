import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { classesRoutes, type RosterImport } from '@minjiang/shared/classes';
import { addressOf, Api } from '../../api/api.ts';
import { base64Of } from '../../api/base64.ts';
import { load } from '../../api/loaded.ts';
import { asProblem, Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { localeOf } from '../../texts/texts.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { pageIn } from '../address.ts';
import { ClassHeader } from '../class/class-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { BulkCodes } from '../codes/bulk-codes.ts';
import { ImportPreview } from './import-preview.ts';
import { askEveryMs, faultOfFile, isUnderWay, rowsPerPage, shownRows } from './import-rules.ts';

/**
 * A roster by file: choose it, see what would happen, then accept it or give it up. Nothing is written before. The
 * address holds the import: whoever comes back to it sees how far it is.
 */
@Component({
  selector: 'mj-import-page',
  imports: [
    ClassHeader,
    FileDrop,
    Icon,
    ImportPreview,
    LoadState,
    MomentPipe,
    ProgressBar,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [BulkCodes],
  templateUrl: './import-page.html',
})
export class ImportPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  protected readonly codes = inject(BulkCodes);
  protected readonly store = inject(ClassStore);

  /** From the address: the import, which of its rows are shown, and their page. */
  readonly import = input<string>();
  readonly show = input<string>();
  readonly page = input<string>();

  protected readonly template = addressOf(classesRoutes.rosterTemplate);
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly sending = signal(false);
  private readonly problem = signal<Problem | undefined>(undefined);
  // Its id alone: a class that is read anew is no other.
  private readonly classId = computed(() => this.store.current().id);
  private readonly params = computed(() => {
    const importId = this.import();
    return importId === undefined ? undefined : { classId: this.classId(), importId };
  });
  protected readonly loaded = load(classesRoutes.getImport, () => {
    const params = this.params();
    return params && { params };
  });
  /** The import of the address; what was loaded before for another does not count. */
  protected readonly of = computed(() => {
    const found = this.loaded.value()?.rosterImport;
    return found?.id === this.import() ? found : undefined;
  });
  protected readonly underWay = computed(() => {
    const of = this.of();
    return of !== undefined && isUnderWay(of);
  });
  protected readonly shown = computed(() => shownRows(this.of() ?? { bad: 0 }, this.show()));
  protected readonly rows = load(classesRoutes.listImportRows, () => {
    const params = this.params();
    if (!params || this.of()?.state !== 'previewed') return undefined;
    const query = { page: pageIn(this.page()), pageSize: rowsPerPage, show: this.shown() };
    return { params, query };
  });
  protected readonly copy = computed(() => {
    const params = this.params();
    const locale = localeOf(this.texts.getActiveLang());
    return params ? `${addressOf(classesRoutes.markedRoster, { params })}?locale=${locale}` : '';
  });
  protected readonly fault = computed(() => {
    const code = this.of()?.fault;
    const problem = this.problem() ?? (code ? new Problem({ code, status: 422 }) : undefined);
    return problem && this.problems.of(problem);
  });
  /** Whether the same file may be sent again: its import has expired, or the network failed. */
  protected readonly again = computed(() => {
    const problem = this.problem();
    const passes = problem?.code === 'import-gone' || problem?.status === 0 || problem?.code === 'busy';
    return this.file() !== undefined && (passes || this.of()?.state === 'expired');
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.underWay() || this.loaded.loading()) return;
      const timer = setTimeout(() => this.loaded.reload(), askEveryMs);
      onCleanup(() => clearTimeout(timer));
    });
    let accepting = false;
    effect(() => {
      const state = this.of()?.state;
      if (state === 'accepted' && accepting) this.store.refresh();
      accepting = state === 'accepting';
    });
  }

  /** Sends a file to be checked; the server enrols nobody. */
  protected async choose(file: File | undefined): Promise<void> {
    if (!file) return;
    this.problem.set(undefined);
    this.file.set(file);
    const code = faultOfFile(file);
    if (code) {
      this.problem.set(new Problem({ code, status: 422 }));
      return;
    }
    this.sending.set(true);
    await this.act(async (classId) => {
      const content = base64Of(new Uint8Array(await file.arrayBuffer()));
      const body = { fileName: file.name.slice(-200), content };
      const { rosterImport } = await this.api.call(classesRoutes.previewImport, {
        params: { classId },
        body,
      });
      await this.goTo(rosterImport.id);
    });
    this.sending.set(false);
  }

  protected async accept({ id: importId }: RosterImport): Promise<void> {
    await this.act(async (classId) => {
      this.loaded.set(await this.api.call(classesRoutes.acceptImport, { params: { classId, importId } }));
    });
    if (this.problem()) this.loaded.reload();
  }

  /** Gives the import up, also while it is worked on, and goes back to the choice of a file. */
  protected async giveUp({ id: importId }: RosterImport): Promise<void> {
    await this.act(async (classId) => {
      await this.api.call(classesRoutes.cancelImport, { params: { classId, importId } });
      await this.startAgain();
    });
    if (this.problem()) this.loaded.reload();
  }

  protected async startAgain(): Promise<void> {
    this.problem.set(undefined);
    this.file.set(undefined);
    await this.goTo(null);
  }

  private goTo(importId: string | null): Promise<boolean> {
    return this.router.navigate([], { queryParams: { import: importId } });
  }

  private async act(how: (classId: string) => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    try {
      await how(this.store.current().id);
    } catch (thrown) {
      this.problem.set(asProblem(thrown));
    }
  }
}
