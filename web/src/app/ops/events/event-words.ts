import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { AuditEvent } from '@minjiang/shared/identity';

/** Events of the audit trail in words; what has none is shown by its code, so that nothing is left out. */
@Injectable({ providedIn: 'root' })
export class EventWords {
  private readonly texts = inject(TranslocoService);

  /** What happened, such as `停用账号`. */
  what({ kind }: Pick<AuditEvent, 'kind'>): string {
    return this.text(`ops.events.kinds.${kind}`) ?? kind;
  }

  /** What else it says: a role, a reason, a channel. */
  about({ about }: Pick<AuditEvent, 'about'>): string {
    return Object.entries(about)
      .map(([name, code]) => {
        const key = name === 'role' ? `shell.roles.${code}` : `ops.events.${name}s.${code}`;
        return this.text(key) ?? code;
      })
      .join(this.texts.translate<string>('ops.comma'));
  }

  subject({ subjectKind }: Pick<AuditEvent, 'subjectKind'>): string {
    return this.text(`ops.events.subjects.${subjectKind}`) ?? subjectKind;
  }

  private text(key: string): string | undefined {
    const bundle = this.texts.getTranslation(this.texts.getActiveLang());
    return typeof bundle[key] === 'string' ? this.texts.translate<string>(key) : undefined;
  }
}
