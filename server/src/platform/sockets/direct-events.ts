import type { Socket } from 'socket.io';

/** Acknowledges an event, once. */
export type Acknowledge = (value: unknown) => void;

/** @param acknowledge null when the page waits for none */
export type HearEvent = (
  socket: Socket,
  event: string,
  payload: unknown,
  acknowledge: Acknowledge | null,
) => void;

/** The parts of a socket's engine by which a message comes and its answer goes. */
interface Engine {
  readonly readyState: string;
  readonly writeBuffer: readonly unknown[];
  /** Not null while the answer to a ping is awaited. */
  readonly pingTimeoutTimer: unknown;
  readonly transport: { readonly writable: boolean; readonly socket: WebSocketEnd };
  write(message: string): void;
}

type MessageListener = (data: Buffer, isBinary: boolean) => void;

interface WebSocketEnd {
  readonly readyState: number;
  readonly bufferedAmount: number;
  listeners(event: 'message'): MessageListener[];
  off(event: 'message', listener: MessageListener): void;
  on(event: 'message', listener: MessageListener): void;
  /** Writes a frame as it is; Socket.IO itself sends to rooms by it. */
  readonly _sender: { sendFrame(frame: readonly Buffer[], sent: (error?: Error | null) => void): void };
  emit(event: 'error', error: Error): void;
}

const open = 1;
const [zero, nine, four, two, five, six, bracket] = Buffer.from('094256[');
/** Above it a number of an event is left to Socket.IO. */
const mostDigits = 9;

/** Ends whose messages come here: whatever becomes of a page, they are taken once. */
const taken = new WeakSet<object>();

/**
 * Takes plain events that ask for an acknowledgement (`42<number>["event",payload]`, in the namespace that all pages
 * are in) straight from the WebSocket, and acknowledges them there: the layers between cost half of a beat's way.
 * All else goes through Socket.IO as it came, and so does an event while a ping is unanswered, for it counts as the
 * answer. Both ways hear an event in the next tick, so that those of a page stay in order.
 */
export function takeDirectly(socket: Socket, isKnown: (event: string) => boolean, hear: HearEvent): void {
  const engine = socket.conn as unknown as Engine;
  const { socket: end } = engine.transport;
  const [usual, ...others] = end.listeners('message');
  if (!usual || others.length > 0 || taken.has(end)) return;
  taken.add(end);
  let sentBinary = false;
  end.off('message', usual);
  end.on('message', (data, isBinary) => {
    // Parts of a binary event must not be parted by an event; a page that sends one is left to Socket.IO.
    sentBinary ||= isBinary || data[1] === five || data[1] === six;
    const event = sentBinary || !isOpen(socket, engine) ? null : directEvent(data);
    if (!event || !isKnown(event.name)) return usual(data, isBinary);
    const { number, name, payload } = event;
    process.nextTick(hear, socket, name, payload, (value: unknown) => acknowledge(engine, number, value));
  });
}

const isOpen = (socket: Socket, { readyState, pingTimeoutTimer }: Engine): boolean =>
  socket.connected && readyState === 'open' && pingTimeoutTimer === null;

export interface DirectEvent {
  readonly number: number;
  readonly name: string;
  readonly payload: unknown;
}

/** @returns null for whatever is not an event with one payload and a number to acknowledge */
export function directEvent(data: Buffer): DirectEvent | null {
  if (data[0] !== four || data[1] !== two) return null;
  let number = 0;
  let at = 2;
  for (; data[at]! >= zero! && data[at]! <= nine!; at++) number = number * 10 + data[at]! - zero!;
  if (at === 2 || at > 2 + mostDigits || data[at] !== bracket) return null;
  try {
    const given = JSON.parse(data.toString('utf8', at)) as unknown[];
    const [name, payload] = given;
    return given.length === 2 && typeof name === 'string' ? { number, name, payload } : null;
  } catch {
    return null;
  }
}

/** A whole message of a server (RFC 6455) in one piece: two, header and text, cost the network's code more. */
export function textFrame(text: string): Buffer {
  const size = Buffer.byteLength(text);
  const headerSize = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerSize + size);
  frame[0] = 0x81;
  frame[1] = headerSize === 2 ? size : headerSize === 4 ? 126 : 127;
  if (headerSize === 4) frame.writeUInt16BE(size, 2);
  if (headerSize === 10) frame.writeBigUInt64BE(BigInt(size), 2);
  frame.write(text, headerSize);
  return frame;
}

/** Past the engine's queue while nothing waits in it or in the network; else at its end, where slow readers show. */
function acknowledge(engine: Engine, number: number, value: unknown): void {
  if (engine.readyState !== 'open') return;
  const packet = `3${number}${JSON.stringify([value])}`;
  const { writable, socket: end } = engine.transport;
  const isFree = writable && engine.writeBuffer.length === 0;
  if (!isFree || end.readyState !== open || end.bufferedAmount > 0) return engine.write(packet);
  end._sender.sendFrame([textFrame(`4${packet}`)], (error) => {
    if (error) end.emit('error', error);
  });
}
