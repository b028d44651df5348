import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Card } from '../../ui/card.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ContactCard } from './contact-card.ts';
import { ReasonList } from './reason-list.ts';

/** Instructions for use, how time counts, every reason it may not, and whom to ask; also before sign-in. */
@Component({
  selector: 'mj-help-page',
  imports: [Card, ContactCard, PageHeader, ReasonList, RouterLink, TranslocoDirective],
  templateUrl: './help-page.html',
  styleUrl: './help-page.scss',
})
export class HelpPage {
  protected readonly parts = [
    'use',
    'counts',
    'checks',
    'decided',
    'reasons',
    'problems',
    'contact',
  ] as const;
  /** Texts are `steps.1` and so on. */
  protected readonly steps = [1, 2, 3, 4, 5] as const;
  protected readonly rules = [1, 2, 3, 4, 5, 6, 7] as const;
  protected readonly checkRules = [1, 2, 3, 4, 5, 6] as const;
  protected readonly decideRules = [1, 2, 3, 4] as const;
  protected readonly questions = ['missing', 'video', 'device', 'large', 'password'] as const;
}
