import { Component, computed, input, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes, staffRole } from '@minjiang/shared/identity';
import { load } from '../../api/loaded.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { regions } from '../regions.ts';
import { type AssignmentEntry, kindFor } from './assignment-entry.ts';

/** Role, organisation of its kind, region and dates: the fields of an assignment in a form. */
@Component({
  selector: 'mj-assignment-fields',
  imports: [Field, FieldInput, FormField, TranslocoDirective],
  templateUrl: './assignment-fields.html',
  host: { class: 'stack near' },
  styles: `
    .dates {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(12em, 1fr));
      gap: var(--s4);
    }
  `,
})
export class AssignmentFields {
  readonly of = input.required<FieldTree<AssignmentEntry>>();
  protected readonly roles = staffRole.options;
  protected readonly regions = regions;
  /** Part of a name to look for. */
  protected readonly find = signal('');
  protected readonly kind = computed(() => kindFor(this.of().role().value()));
  protected readonly organisations = load(identityRoutes.lookUpOrganisations, () => {
    const kind = this.kind();
    return kind ? { query: { kind, find: this.find().trim().slice(0, 100) } } : undefined;
  });
}
