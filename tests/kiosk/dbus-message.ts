/** What is said over D-Bus, by its kind: a text, an object's path, a boolean, a number, properties by name, no names. */
export type Argument =
  | { readonly s: string }
  | { readonly o: string }
  | { readonly g: string }
  | { readonly b: boolean }
  | { readonly u: number }
  | { readonly 'a{sv}': Readonly<Record<string, boolean>> }
  | { readonly as: readonly [] };

export interface Header {
  /** A call, an answer, a refusal, a signal. */
  readonly type: 1 | 2 | 3 | 4;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly error?: string;
  readonly destination?: string;
  /** Number of the call that is answered. */
  readonly reply?: number;
}

const fields = {
  path: 1,
  interface: 2,
  member: 3,
  error: 4,
  reply: 5,
  destination: 6,
  signature: 8,
} as const;
const kinds = {
  path: 'o',
  interface: 's',
  member: 's',
  error: 's',
  reply: 'u',
  destination: 's',
  signature: 'g',
} as const;
type Field = keyof typeof fields;

const align = (bytes: number[], to: number) => {
  while (bytes.length % to > 0) bytes.push(0);
};
const number = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255];

/** An array begins with its length, which is known when it is written. */
function writeArray(bytes: number[], to: number, write: () => void): void {
  align(bytes, 4);
  const at = bytes.push(0, 0, 0, 0) - 4;
  align(bytes, to);
  const from = bytes.length;
  write();
  bytes.splice(at, 4, ...number(bytes.length - from));
}

function write(bytes: number[], argument: Argument): void {
  if ('g' in argument) return void bytes.push(argument.g.length, ...Buffer.from(argument.g), 0);
  if ('as' in argument) return writeArray(bytes, 4, () => undefined);
  if ('a{sv}' in argument)
    return writeArray(bytes, 8, () => {
      for (const [name, b] of Object.entries(argument['a{sv}'])) {
        align(bytes, 8);
        for (const each of [{ s: name }, { g: 'b' }, { b }]) write(bytes, each);
      }
    });
  align(bytes, 4);
  if ('b' in argument) return void bytes.push(...number(argument.b ? 1 : 0));
  if ('u' in argument) return void bytes.push(...number(argument.u));
  const text = Buffer.from('s' in argument ? argument.s : argument.o);
  bytes.push(...number(text.length), ...text, 0);
}

/** The bytes of a message, little-endian, each value at a multiple of its own length. */
export function messageBytes(serial: number, header: Header, args: readonly Argument[]): Buffer {
  const body: number[] = [];
  for (const each of args) write(body, each);
  const signature = args.map((each) => Object.keys(each)[0]).join('');
  const { type, ...given } = { ...header, ...(signature === '' ? {} : { signature }) };
  const head = [0x6c, type, 1, 1, ...number(body.length), ...number(serial)];
  writeArray(head, 8, () => {
    for (const [name, value] of Object.entries(given) as [Field, never][]) {
      align(head, 8);
      head.push(fields[name]);
      write(head, { g: kinds[name] });
      write(head, { [kinds[name]]: value } as never);
    }
  });
  align(head, 8);
  return Buffer.from([...head, ...body]);
}

/** How long the first message in these bytes is; more than there is when it has not come whole. */
export const lengthOf = (bytes: Buffer): number =>
  bytes.length < 16 ? 16 : ((16 + bytes.readUInt32LE(12) + 7) & ~7) + bytes.readUInt32LE(4);

/** Who calls what, of a message that is a call; undefined for an answer or a signal. */
export function readCall(bytes: Buffer): { serial: number; member: string; sender: string } | undefined {
  if (bytes[1] !== 1) return undefined;
  const texts = new Map<number, string>();
  for (let at = 16; at < 16 + bytes.readUInt32LE(12);) {
    at = (at + 7) & ~7;
    const [code, kind] = [bytes[at]!, String.fromCharCode(bytes[at + 2]!)];
    at += 4;
    if (kind === 'g') at += bytes[at]! + 2;
    else if (kind === 'u') at += 4;
    else {
      const length = bytes.readUInt32LE(at);
      texts.set(code, bytes.toString('utf8', at + 4, at + 4 + length));
      at += length + 5;
    }
  }
  return {
    serial: bytes.readUInt32LE(8),
    member: texts.get(fields.member) ?? '',
    sender: texts.get(7) ?? '',
  };
}
