import { Component, computed, effect, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { Icon } from '../../ui/icon.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tag } from '../../ui/tag.ts';
import { placesOf } from '../outline/outline-rules.ts';
import { programmeLook } from '../programmes/programme-look.ts';
import { DraftStore } from './draft-store.ts';
import { SaveState } from './save-state.ts';

/** So many things that a draft lacks are named; of a large outline that was imported, every lesson may lack something. */
const mostNamed = 100;

/** Head of the pages of a programme: name, state, what the draft lacks, publication, and the ways between them. */
@Component({
  selector: 'mj-programme-header',
  imports: [Icon, PageHeader, RouterLink, RouterLinkActive, SaveState, Tag, TranslocoDirective],
  templateUrl: './programme-header.html',
  styleUrl: './programme-header.scss',
})
export class ProgrammeHeader {
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  protected readonly store = inject(DraftStore);
  protected readonly look = programmeLook;
  protected readonly publishing = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  private readonly lacking = viewChild<ElementRef<HTMLDetailsElement>>('lacking');
  private readonly summary = viewChild<ElementRef<HTMLElement>>('summary');

  protected readonly lacks = computed(() => {
    const places = new Map(placesOf(this.store.draft()?.courses ?? []).map((place) => [place.id, place]));
    return this.store
      .faults()
      .slice(0, mostNamed)
      .map((fault) => {
        const place = fault.id === null ? undefined : places.get(fault.id);
        const base = ['/programmes', this.store.programme()?.id ?? ''];
        if (fault.part === 'checks')
          return {
            code: fault.code,
            name: this.texts.translate<string>('catalog.checks.title'),
            link: [...base, 'rules'],
            fragment: 'checks',
          };
        return {
          code: fault.code,
          name: place?.name,
          link: place?.part === 'lesson' ? [...base, 'lessons', place.id] : base,
          fragment: place && place.part !== 'lesson' ? `part-${place.id}` : undefined,
        };
      });
  });
  /** Number the next published version will have. */
  protected readonly next = computed(
    () => Math.max(0, ...(this.store.programme()?.versions.map(({ number }) => number) ?? [])) + 1,
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.store.draft()?.name;
      if (name) queueMicrotask(() => title.name(name));
    });
  }

  protected async publish(): Promise<void> {
    this.refused.set(undefined);
    await this.store.flush();
    if (this.store.faults().length > 0) {
      const lacking = this.lacking()?.nativeElement;
      if (lacking) lacking.open = true;
      this.summary()?.nativeElement.focus();
      return;
    }
    const number = this.next();
    const name = this.store.draft()?.name ?? '';
    const say = (key: string) => this.texts.translate<string>(`catalog.publish.${key}`, { number, name });
    const question = { heading: say('heading'), text: say('text'), confirm: say('confirm') };
    if (!(await confirmed(this.dialog, question))) return;
    this.publishing.set(true);
    try {
      await this.store.publish();
      this.messages.open(say('done'), undefined, { duration: 6000 });
    } catch (fault) {
      this.refused.set(this.problems.of(asProblem(fault)));
    }
    this.publishing.set(false);
  }
}
