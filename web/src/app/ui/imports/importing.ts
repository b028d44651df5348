import { computed, effect, inject, signal, type Signal } from '@angular/core';
import { Router } from '@angular/router';
import type { ImportFile, ImportRowsShown, ImportView, PageQuery } from '@minjiang/shared/kernel';
import { base64Of } from '../../api/base64.ts';
import type { Loaded } from '../../api/loaded.ts';
import { asProblem, Problem } from '../../api/problem.ts';
import { pageIn } from '../page-in.ts';
import { askEveryMs, faultOfFile, isUnderWay, rowsPerPage, shownRows } from './import-rules.ts';

/** What an import page reads in its address. */
export interface ImportAddress {
  /** The import, which of its rows are shown, and their page. */
  readonly import: Signal<string | undefined>;
  readonly show: Signal<string | undefined>;
  readonly page: Signal<string | undefined>;
}

/** The calls of one kind of import. */
export interface ImportCalls<View extends ImportView> {
  /** The import of the address, as it was loaded. */
  readonly loaded: Loaded<unknown>;
  readonly found: () => View | undefined;
  /** @returns the id of the import */
  send(file: ImportFile): Promise<string>;
  cancel(importId: string): Promise<void>;
}

/** What all pages of imports do alike; call it in an injection context. */
export interface Importing<View extends ImportView = ImportView> {
  /** Whether the address names an import. */
  readonly chosen: Signal<boolean>;
  /** The import of the address; what was loaded before for another does not count. */
  readonly of: Signal<View | undefined>;
  /** Whether the platform knows no such import, or no longer. */
  readonly gone: Signal<boolean>;
  readonly loaded: Loaded<unknown>;
  readonly underWay: Signal<boolean>;
  readonly file: Signal<File | undefined>;
  readonly sending: Signal<boolean>;
  readonly problem: Signal<Problem | undefined>;
  /** Whether the same file may be sent again: its import has expired, or the network failed. */
  readonly again: Signal<boolean>;
  readonly shown: Signal<ImportRowsShown>;
  /** What to ask for of the rows; nothing unless they are to be decided about. */
  readonly query: Signal<(PageQuery & { show: ImportRowsShown }) | undefined>;
  /** Sends a file to be checked; the server writes nothing of it. */
  choose(file: File | undefined): Promise<void>;
  /** Gives the import up, also while it is worked on, and goes back to the choice of a file. */
  giveUp(): Promise<void>;
  startAgain(): Promise<void>;
  /** Does something with the import of the address; what goes wrong is shown, and the import is looked at anew. */
  decide(how: (importId: string) => Promise<void>): Promise<void>;
}

/**
 * An import by file: choose it, see what would happen, then accept it or give it up. Nothing is written before. The
 * address holds the import: whoever comes back to it sees how far it is.
 */
export function importing<View extends ImportView>(
  address: ImportAddress,
  { loaded, found, send, cancel }: ImportCalls<View>,
): Importing<View> {
  const router = inject(Router);
  const file = signal<File | undefined>(undefined);
  const sending = signal(false);
  const problem = signal<Problem | undefined>(undefined);
  const of = computed(() => {
    const view = found();
    return view?.id === address.import() ? view : undefined;
  });
  const underWay = computed(() => {
    const view = of();
    return view !== undefined && isUnderWay(view);
  });
  const shown = computed(() => shownRows(of() ?? { bad: 0 }, address.show()));
  effect((onCleanup) => {
    if (!underWay() || loaded.loading()) return;
    const timer = setTimeout(() => loaded.reload(), askEveryMs);
    onCleanup(() => clearTimeout(timer));
  });
  const goTo = (importId: string | null) => router.navigate([], { queryParams: { import: importId } });
  const attempt = async (how: () => Promise<void>): Promise<void> => {
    problem.set(undefined);
    try {
      await how();
    } catch (thrown) {
      problem.set(asProblem(thrown));
    }
  };
  const startAgain = async () => {
    problem.set(undefined);
    file.set(undefined);
    await goTo(null);
  };
  const decide = async (how: (importId: string) => Promise<void>) => {
    const view = of();
    if (!view) return;
    await attempt(() => how(view.id));
    if (problem()) loaded.reload();
  };
  return {
    chosen: computed(() => address.import() !== undefined),
    of,
    // What is no id at all is found as little as one of nobody: nothing else is asked with.
    gone: computed(
      () => !loaded.loading() && ['not-found', 'invalid'].includes(loaded.problem()?.code ?? ''),
    ),
    loaded,
    underWay,
    file: file.asReadonly(),
    sending: sending.asReadonly(),
    problem: problem.asReadonly(),
    again: computed(() => {
      const now = problem();
      const passes = now?.code === 'import-gone' || now?.status === 0 || now?.code === 'busy';
      return file() !== undefined && (passes || of()?.state === 'expired');
    }),
    shown,
    query: computed(() =>
      of()?.state === 'previewed'
        ? { page: pageIn(address.page()), pageSize: rowsPerPage, show: shown() }
        : undefined,
    ),
    async choose(chosen) {
      if (!chosen) return;
      problem.set(undefined);
      file.set(chosen);
      const code = faultOfFile(chosen);
      if (code) {
        problem.set(new Problem({ code, status: 422 }));
        return;
      }
      sending.set(true);
      await attempt(async () => {
        const content = base64Of(new Uint8Array(await chosen.arrayBuffer()));
        await goTo(await send({ fileName: chosen.name.slice(-200), content }));
      });
      sending.set(false);
    },
    giveUp: () =>
      decide(async (importId) => {
        await cancel(importId);
        await startAgain();
      }),
    startAgain,
    decide,
  };
}
