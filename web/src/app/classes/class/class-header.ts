import { Component, computed, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { classesRoutes } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { Session } from '../../shell/session.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { Figures } from '../../ui/figures.ts';
import { Icon } from '../../ui/icon.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tabs } from '../../ui/tabs.ts';
import { Tag } from '../../ui/tag.ts';
import { translator } from '../../ui/translator.ts';
import { classLook } from '../class-look.ts';
import { TotalsWords } from '../progress/totals-words.ts';
import { ClassStore } from './class-store.ts';

/** Head of the pages of a class: what it is, its totals, its opening, and the ways between the pages. */
@Component({
  selector: 'mj-class-header',
  imports: [Figures, Icon, PageHeader, RouterLink, Tabs, Tag, TranslocoDirective],
  templateUrl: './class-header.html',
  styles: `
    .head {
      margin-bottom: var(--s4);
    }
    .facts {
      gap: var(--s2) var(--s4);
    }
  `,
})
export class ClassHeader {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly translate = translator();
  private readonly problems = inject(ProblemTexts);
  private readonly session = inject(Session);
  private readonly words = inject(TotalsWords);
  protected readonly store = inject(ClassStore);
  protected readonly look = classLook;
  protected readonly opening = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  /** For a page that has its own first button. */
  readonly quiet = input(false);
  protected readonly figures = computed(() => {
    const totals = this.store.totals();
    return totals && this.words.of(totals, 'people');
  });
  protected readonly tabs = computed(() => {
    const say = (key: string) => this.translate(`classes.${key}`);
    const link = this.store.link();
    const pages = [
      { text: say('progress.title'), link, exact: true },
      { text: say('attendance.title'), link: [...link, 'attendance'] },
      { text: say('checks.title'), link: [...link, 'checks'] },
      { text: say('roster.title'), link: [...link, 'roster'] },
    ];
    const mayImport = this.session.may('roster:write') && this.store.current().can.enrol;
    return mayImport ? [...pages, { text: say('import.title'), link: [...link, 'import'] }] : pages;
  });

  constructor() {
    inject(PageTitle).follow(() => this.store.current().name);
  }

  /** Opening pins the programme's latest version, so the question names what cannot be changed afterwards. */
  protected async open(): Promise<void> {
    const { id, name, programmeName, opensOn, closesOn } = this.store.current();
    const say = (key: string) =>
      this.texts.translate<string>(`classes.open.${key}`, {
        name,
        programme: programmeName,
        from: opensOn,
        to: closesOn,
      });
    const question = { heading: say('heading'), text: say('text'), confirm: say('button') };
    if (!(await confirmed(this.dialog, question))) return;
    this.opening.set(true);
    this.refused.set(undefined);
    try {
      const answer = await this.api.call(classesRoutes.openClass, { params: { classId: id } });
      this.store.became(answer.trainingClass);
      this.store.refresh();
      this.messages.open(say('done'), undefined, { duration: 6000 });
    } catch (fault) {
      this.refused.set(this.problems.of(asProblem(fault)));
      this.store.refresh();
    }
    this.opening.set(false);
  }
}
