import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import { Api } from '../api/api.ts';
import { type Locale, localeOf } from '../texts/texts.ts';
import { Session } from './session.ts';

const largeKey = 'minjiang.large-text';
const localeKey = 'minjiang.locale';

/** The locale this browser was left in. */
export const keptLocale = (): Locale => localeOf(localStorage.getItem(localeKey));

/** Large text (kept with the account, and on this device before sign-in), density and locale of the page. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly texts = inject(TranslocoService);
  private readonly large = signal(localStorage.getItem(largeKey) === 'yes');
  private readonly active = signal<Locale>(keptLocale());

  readonly largeText = this.large.asReadonly();
  readonly locale = this.active.asReadonly();

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => {
      const account = this.session.account();
      if (account) this.large.set(account.largeText);
    });
    effect(() => {
      root.classList.toggle('large-text', this.large());
      localStorage.setItem(largeKey, this.large() ? 'yes' : 'no');
    });
    effect(() => {
      const role = this.session.role();
      root.classList.toggle('staff', role !== undefined && role !== 'learner');
    });
    effect(() => {
      root.lang = this.active();
    });
  }

  /** Shown at once; if it cannot be kept with the account, this device still remembers it. */
  async toggleLargeText(): Promise<void> {
    const largeText = !this.large();
    this.large.set(largeText);
    if (!this.session.account()) return;
    const { account } = await this.api.call(identityRoutes.changePreferences, { body: { largeText } });
    this.session.became(account);
  }

  useLocale(locale: Locale): void {
    localStorage.setItem(localeKey, locale);
    this.active.set(locale);
    this.texts.setActiveLang(locale);
  }
}
