import { effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** A route's `title` is the key of a text; the platform's name follows it. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly texts = inject(TranslocoService);
  /** Counts changes of the address: each writes the route's title over the page's own. */
  private readonly changes = signal(0);

  override updateTitle(state: RouterStateSnapshot): void {
    const key = this.buildTitle(state);
    this.name(key ? this.texts.translate(key) : undefined);
    this.changes.update((n) => n + 1);
  }

  /** For a page that is named for what it shows, such as a lesson. */
  name(text: string | undefined): void {
    const brand = this.texts.translate<string>('shell.brand');
    this.title.setTitle(text ? `${text} · ${brand}` : brand);
  }

  /** Names the page for what it shows as long as it is there, also after its filters changed the address. */
  follow(text: () => string | undefined): void {
    effect(() => {
      this.changes();
      const shown = text();
      if (shown) untracked(() => this.name(shown));
    });
  }
}
