/** Frames of WebSocket (RFC 6455) as a client sends and reads them: short texts, unbroken. */

export const frameKinds = { text: 1, close: 8, ping: 9, pong: 10 } as const;

const lastOfMessage = 0x80;
const masked = 0x80;
const twoByteLength = 126;

/**
 * A frame as a client sends it, one letter for each byte. A client's frames are masked; the key is four zeros, which
 * is a key like any other and leaves the bytes as they are. Servers unmask with it as with any. Keys are drawn at
 * random so that a script in a page cannot choose what proxies see; no such script is here.
 * @param bytes one letter for each byte, at most 65,535
 */
export function frameOf(kind: number, bytes: string): string {
  const size = bytes.length;
  const head = lastOfMessage | kind;
  if (size < twoByteLength) return `${String.fromCharCode(head, masked | size)}\0\0\0\0${bytes}`;
  if (size > 0xffff) throw new Error(`a frame of ${size} bytes`);
  return `${String.fromCharCode(head, masked | twoByteLength, size >>> 8, size & 0xff)}\0\0\0\0${bytes}`;
}

/** What came is no frame that a server of the platform sends. */
export class FrameFault extends Error {}

export interface FrameHearer {
  /** @param payload of a text as UTF-8, of any other kind one letter for each byte */
  frame(kind: number, payload: string): void;
}

/**
 * Reads the frames that are whole.
 * @returns where the first one begins that is not, or `to`
 * @throws FrameFault for frames in parts, masked, with extensions, or of more than 65,535 bytes
 */
export function readFrames(bytes: Buffer, from: number, to: number, hearer: FrameHearer): number {
  let at = from;
  while (to - at >= 2) {
    const head = bytes[at]!;
    let size = bytes[at + 1]!;
    let start = at + 2;
    // A part of a message has no mark of the last, or the kind 0.
    if ((head & 0xf0) !== lastOfMessage || head === lastOfMessage || size > twoByteLength)
      throw new FrameFault(`a frame that begins with ${head} ${size}`);
    if (size === twoByteLength) {
      if (to - at < 4) return at;
      size = (bytes[at + 2]! << 8) | bytes[at + 3]!;
      start = at + 4;
    }
    const end = start + size;
    if (end > to) return at;
    const kind = head & 0x0f;
    hearer.frame(kind, bytes.toString(kind === frameKinds.text ? 'utf8' : 'latin1', start, end));
    at = end;
  }
  return at;
}
