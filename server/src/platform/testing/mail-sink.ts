import { randomInt } from 'node:crypto';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  readonly from: string;
  readonly to: string[];
  /** The decoded text of a mail of one part. */
  readonly text: string;
  readonly raw: string;
}

/** A real mail server that keeps what it is given. `refuse` answers a recipient with a status instead. */
export async function mailSink() {
  const mails: CaughtMail[] = [];
  const faults: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo(_address, _session, done) {
      const status = faults.shift();
      if (status === undefined) return done();
      done(Object.assign(new Error('refused for the spec'), { responseCode: status }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: textOf(raw),
          raw,
        });
        done();
      });
    },
  });
  const port = await listen(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    /** The next recipients are refused with these statuses, one each. */
    refuse: (...statuses: number[]) => void faults.push(...statuses),
    /** The next mail that is caught. */
    async next(): Promise<CaughtMail> {
      for (let i = 0; i < 400; i++) {
        const mail = mails.shift();
        if (mail) return mail;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error('no mail came within ten seconds');
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function listen(server: SMTPServer): Promise<number> {
  for (let tries = 0; ; tries++) {
    const port = randomInt(20_000, 32_000);
    try {
      await new Promise<void>((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(port, '127.0.0.1', () => resolve());
      });
      return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries > 20) throw error;
    }
  }
}

function textOf(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
