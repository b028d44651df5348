/** What a page may leave unread; the few events sent to one are some hundred bytes each. */
const mostPackets = 128;
const mostBytes = 1024 * 1024;
const lookEveryMs = 10_000;

/** The part of an engine's socket that shows what was not read yet. */
export interface Reader {
  readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } };
  close(discard?: boolean): void;
}

export const isSlow = ({ writeBuffer, transport }: Reader): boolean =>
  writeBuffer.length > mostPackets || (transport.socket?.bufferedAmount ?? 0) > mostBytes;

/** Cuts off pages that do not read what is sent to them, so that it does not pile up here. */
export function cutOffSlow(readers: () => Iterable<Reader>, everyMs = lookEveryMs): void {
  const timer = setInterval(() => {
    for (const reader of readers()) if (isSlow(reader)) reader.close(true);
  }, everyMs);
  timer.unref();
}
