import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
}

export interface Attachment {
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType: string;
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
  return async ({ to, subject, text, attachments = [] }) => {
    const mail = { to: { name: '', address: to }, subject, text, attachments: [...attachments] };
    await transport.sendMail(mail);
  };
}
