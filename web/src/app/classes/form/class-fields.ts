import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field, FieldInput } from '../../ui/field.ts';

export interface ClassDetails {
  name: string;
  opensOn: string;
  closesOn: string;
}

/** The fields that a new class and a draft share: name, first and last day. */
@Component({
  selector: 'mj-class-fields',
  imports: [Field, FieldInput, FormField, TranslocoDirective],
  host: { class: 'stack' },
  template: `
    <ng-container *transloco="let t; prefix: 'classes.form'">
      <mj-field [label]="t('name')" [hint]="t('name-hint')" [of]="form().name">
        <input mjInput [formField]="form().name" autocomplete="off" />
      </mj-field>
      <div class="dates">
        <mj-field [label]="t('opens-on')" [of]="form().opensOn">
          <input mjInput type="date" [formField]="form().opensOn" />
        </mj-field>
        <mj-field [label]="t('closes-on')" [of]="form().closesOn">
          <input mjInput type="date" [formField]="form().closesOn" />
        </mj-field>
        <p class="small muted">{{ t('dates-hint') }}</p>
      </div>
    </ng-container>
  `,
  styles: `
    .dates {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
      gap: var(--s3) var(--s4);
      align-items: end;
    }
    p {
      grid-column: 1 / -1;
    }
  `,
})
export class ClassFields {
  readonly form = input.required<FieldTree<ClassDetails>>();
}
