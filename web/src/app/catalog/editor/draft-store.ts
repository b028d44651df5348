import { computed, DestroyRef, inject, Injectable, signal, untracked } from '@angular/core';
import { catalogRoutes, type Programme } from '@minjiang/shared/catalog';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { type Draft, draftOf, placedFaults, unsaveable, writtenDraft } from './draft-rules.ts';

const waitMs = 800;
const againMs = 5000;

/**
 * The draft of one programme while it is edited: saved as one types, one save at a time, each with the revision
 * that was read. A conflict stops saving until the person says which side to keep.
 */
@Injectable()
export class DraftStore {
  private readonly api = inject(Api);
  private readonly known = signal<Programme | undefined>(undefined);
  private readonly edited = signal<Draft | undefined>(undefined);
  private readonly sent = signal<Draft | undefined>(undefined);
  private readonly found = signal<readonly ReturnType<typeof placedFaults>[number][]>([]);
  private readonly fault = signal<Problem | undefined>(undefined);
  private readonly busy = signal(false);
  private readonly at = signal<Date | undefined>(undefined);
  private readonly holding = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;

  /** The programme as the server last answered it; its courses and rules are those of {@link draft}. */
  readonly programme = this.known.asReadonly();
  readonly draft = this.edited.asReadonly();
  readonly problem = this.fault.asReadonly();
  /** When the last save of this visit was answered. */
  readonly savedAt = this.at.asReadonly();
  readonly writable = computed(() => this.known()?.can.write === true && !this.conflict());
  readonly conflict = computed(() => this.fault()?.code === 'conflict');
  readonly unsaved = computed(() => this.edited() !== this.sent());
  /** Parts that keep the draft from being saved. */
  readonly blocked = computed(() => {
    const draft = this.edited();
    return draft ? unsaveable(draft) : [];
  });
  /** Whether a page holds back what makes no sense yet. */
  readonly held = this.holding.asReadonly();
  readonly faults = this.found.asReadonly();
  /** Codes of what is wrong with a part, by its id. */
  readonly faultsById = computed(() => {
    const codes = new Map<string | null, Set<string>>();
    for (const { id, code } of [...this.blocked(), ...this.found()])
      codes.set(id, (codes.get(id) ?? new Set()).add(code));
    return codes;
  });
  readonly state = computed(() => {
    if (this.fault()) return this.conflict() ? 'conflict' : 'failed';
    if (this.unsaved() && this.blocked().length > 0) return 'blocked';
    if (this.busy() || this.unsaved()) return 'saving';
    if (this.holding()) return 'held';
    return this.at() ? 'saved' : 'read';
  });

  constructor() {
    const warn = (event: BeforeUnloadEvent) => {
      if (untracked(this.unsaved) || untracked(this.holding)) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('beforeunload', warn);
      clearTimeout(this.timer);
    });
  }

  /** Begins with what was loaded; whatever was not saved is given up. */
  begin(programme: Programme): void {
    clearTimeout(this.timer);
    const draft = draftOf(programme);
    this.known.set(programme);
    this.edited.set(draft);
    this.sent.set(draft);
    this.fault.set(undefined);
    this.found.set(placedFaults(programme.courses, programme.faults));
  }

  /** Changes the draft on the page at once and saves it shortly after. */
  change(how: (draft: Draft) => Draft): void {
    const draft = untracked(this.edited);
    if (!draft || !untracked(this.writable)) return;
    this.edited.set(how(draft));
    this.saveIn(waitMs);
  }

  /** A page says whether it holds back something that must be put right first. */
  hold(held: boolean): void {
    this.holding.set(held);
  }

  /** Saves now. @returns whether everything is saved */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.mustSave()) {
      this.running ??= this.save().finally(() => (this.running = undefined));
      await this.running;
      if (untracked(this.fault)) break;
    }
    return !untracked(this.unsaved);
  }

  /** Saves, then publishes the draft as the next version; rejects with a `Problem`. */
  async publish(): Promise<Programme> {
    if (!(await this.flush())) throw untracked(this.fault) ?? new Error('not saved');
    const { id, revision } = untracked(this.known)!;
    try {
      const answer = await this.api.call(catalogRoutes.publish, {
        params: { programmeId: id },
        body: { revision },
      });
      this.known.set(answer.programme);
      return answer.programme;
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.code === 'conflict') this.fault.set(problem);
      throw problem;
    }
  }

  /** Ends a conflict in favour of this page: what it shows is saved over what was saved elsewhere. */
  async overwrite(): Promise<void> {
    const { id } = untracked(this.known)!;
    try {
      const { programme } = await this.api.call(catalogRoutes.getProgramme, { params: { programmeId: id } });
      this.known.set(programme);
      this.fault.set(undefined);
      this.sent.set(undefined);
      await this.flush();
    } catch (thrown) {
      this.fault.set(asProblem(thrown));
    }
  }

  private mustSave(): boolean {
    return untracked(() => this.unsaved() && this.blocked().length === 0 && !this.conflict());
  }

  private saveIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private async save(): Promise<void> {
    const draft = untracked(this.edited)!;
    const { id, revision } = untracked(this.known)!;
    const written = writtenDraft(draft);
    this.busy.set(true);
    try {
      const { programme } = await this.api.call(catalogRoutes.saveDraft, {
        params: { programmeId: id },
        body: { revision, ...written },
      });
      this.known.set(programme);
      this.sent.set(draft);
      this.found.set(placedFaults(written.courses, programme.faults));
      this.fault.set(undefined);
      this.at.set(new Date());
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.fault.set(problem);
      // A cut or a busy platform passes; a refusal does not until something is changed.
      if (problem.status === 0 || problem.status >= 500) this.saveIn(againMs);
    } finally {
      this.busy.set(false);
    }
  }
}
