/** Tries of one mail, the first included. */
export const maxAttempts = 5;

/** What is kept of a mail server's fault: never its text, which repeats the address. */
export interface MailFault {
  readonly code: string;
  /** The server said that trying again is of no use. */
  readonly permanent: boolean;
}

/** @param error as nodemailer throws it: `code`, and `responseCode` when the server answered */
export function readMailFault(error: unknown): MailFault {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  const named = typeof code === 'string' && /^[A-Z]{2,20}$/.test(code) ? code.toLowerCase() : 'unknown';
  if (typeof responseCode !== 'number') return { code: named, permanent: false };
  // A refused sign-in is our own configuration, which somebody will mend; a refused address is not.
  return { code: `smtp-${responseCode}`, permanent: responseCode >= 500 && named !== 'eauth' };
}

/** Whether a delivery that failed for the `attempts`-th time is tried again. */
export const isTriedAgain = (fault: MailFault, attempts: number): boolean =>
  !fault.permanent && attempts < maxAttempts;
