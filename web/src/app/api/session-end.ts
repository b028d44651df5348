import { Injectable, signal } from '@angular/core';

const endings = ['not-signed-in', 'session-displaced', 'session-idle', 'session-ended'] as const;
export type Ending = (typeof endings)[number];

/** Where calls and the socket report that the session is over; the shell reads it and leads to sign-in. */
@Injectable({ providedIn: 'root' })
export class SessionEnd {
  private readonly why = signal<Ending | undefined>(undefined);
  readonly reason = this.why.asReadonly();

  /** Takes a problem code; codes of a refused sign-in are none of its business. */
  report(code: string): void {
    if (isEnding(code)) this.why.set(code);
  }

  forget(): void {
    this.why.set(undefined);
  }
}

/** Whether a text is one of the codes that end a session (an address may hold anything). */
export function isEnding(code: string | null | undefined): code is Ending {
  return endings.includes(code as Ending);
}
