import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a mail to a mail server; resolves when the server has taken it. */
export type SendMail = (mail: Mail) => Promise<void>;

/** A silent server must not hold a worker: each phase has its own end. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/** @param url `smtp://user:password@host:port` or `smtps://…` */
export function smtpMail(url: string, from: string): SendMail {
  const transport = createTransport(
    { url, ...patience, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  return async ({ to, subject, text }) => {
    await transport.sendMail({ to: { name: '', address: to }, subject, text });
  };
}
