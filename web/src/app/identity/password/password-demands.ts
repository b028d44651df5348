import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon.ts';
import { marksOf, type PasswordMarks } from './password-rules.ts';

/** What a new password must be, each with a mark as soon as it is met. */
@Component({
  selector: 'mj-password-demands',
  imports: [Icon, TranslocoDirective],
  host: { class: 'small' },
  template: `
    <ul *transloco="let t; prefix: 'identity.password'" [attr.aria-label]="t('demands')">
      @for (name of names; track name) {
        <li [class.met]="marks()[name]">
          <mj-icon [name]="marks()[name] ? 'check' : 'minus'" />
          <span
            >{{ t('demand-' + name) }}
            @if (marks()[name]) {
              <span class="visually-hidden">{{ t('met') }}</span>
            }
          </span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: var(--s2);
      align-items: baseline;
      color: var(--ink-2);
    }
    li.met {
      color: var(--primary);
    }
    mj-icon {
      width: 1em;
      height: 1em;
      transform: translateY(2px);
    }
  `,
})
export class PasswordDemands {
  readonly password = input.required<string>();
  protected readonly names: readonly (keyof PasswordMarks)[] = ['length', 'kinds'];
  protected readonly marks = computed(() => marksOf(this.password()));
}
