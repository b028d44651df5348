import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes, type RosterImport } from '@minjiang/shared/classes';
import { addressOf, Api } from '../../api/api.ts';
import { asProblem, Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { Icon } from '../../ui/icon.ts';
import { pageIn } from '../address.ts';
import { ClassHeader } from '../class/class-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { BulkCodes } from '../codes/bulk-codes.ts';
import { ImportPreview } from './import-preview.ts';
import { base64Of, faultOfFile } from './import-rules.ts';

/** A roster by file: choose it, see what would happen, then accept it or give it up. Nothing is written before. */
@Component({
  selector: 'mj-import-page',
  imports: [ClassHeader, FileDrop, Icon, ImportPreview, MomentPipe, RouterLink, TranslocoDirective],
  providers: [BulkCodes],
  templateUrl: './import-page.html',
})
export class ImportPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly problems = inject(ProblemTexts);
  protected readonly codes = inject(BulkCodes);
  protected readonly store = inject(ClassStore);

  /** From the address: page of the preview. */
  readonly page = input<string>();

  protected readonly template = addressOf(classesRoutes.rosterTemplate);
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly preview = signal<RosterImport | undefined>(undefined);
  protected readonly done = signal<{ enrolled: number; leftOut: number } | undefined>(undefined);
  protected readonly busy = signal<'reading' | 'accepting' | undefined>(undefined);
  private readonly problem = signal<Problem | undefined>(undefined);
  protected readonly fault = computed(() => {
    const problem = this.problem();
    return problem && this.problems.of(problem);
  });
  /** Whether the same file may be shown again: its preview has expired, or the network failed. */
  protected readonly again = computed(() => {
    const problem = this.problem();
    const passes = problem?.code === 'import-gone' || problem?.status === 0 || problem?.code === 'busy';
    return passes && this.file() !== undefined && this.preview() === undefined;
  });
  protected readonly rowsPage = computed(() => pageIn(this.page()));

  /** Sends a file to be read; the server enrols nobody. */
  protected async choose(file: File | undefined): Promise<void> {
    if (!file) return;
    this.clear();
    this.file.set(file);
    const code = faultOfFile(file);
    if (code) {
      this.problem.set(new Problem({ code, status: 422 }));
      return;
    }
    await this.act('reading', async (classId) => {
      const content = base64Of(new Uint8Array(await file.arrayBuffer()));
      const body = { fileName: file.name.slice(-200), content };
      const answer = await this.api.call(classesRoutes.previewImport, { params: { classId }, body });
      this.preview.set(answer.rosterImport);
    });
  }

  protected async accept(of: RosterImport): Promise<void> {
    await this.act('accepting', async (classId) => {
      const params = { classId, importId: of.id };
      this.done.set(await this.api.call(classesRoutes.acceptImport, { params }));
      this.preview.set(undefined);
      this.file.set(undefined);
      this.store.refresh();
    });
    if (this.problem()?.code === 'import-gone') this.preview.set(undefined);
  }

  protected clear(): void {
    this.preview.set(undefined);
    this.done.set(undefined);
    this.problem.set(undefined);
    this.file.set(undefined);
    void this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }

  private async act(what: 'reading' | 'accepting', how: (classId: string) => Promise<void>): Promise<void> {
    this.busy.set(what);
    this.problem.set(undefined);
    try {
      await how(this.store.current().id);
    } catch (thrown) {
      this.problem.set(asProblem(thrown));
    }
    this.busy.set(undefined);
  }
}
