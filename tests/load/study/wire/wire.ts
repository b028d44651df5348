import { connect, type Socket } from 'node:net';
import { FrameFault, frameKinds, frameOf, readFrames, type FrameHearer } from './frames.ts';
import { readUpgrade, upgradeRequest } from './handshake.ts';

/** A socket as the platform's pages have it: Socket.IO 5 over Engine.IO 4, WebSocket only, frames written by hand. */
export interface Wire {
  /** Sends an event; whoever hears its acknowledgement knows it by the number. @param payload ASCII */
  ask(event: string, payload: string, number: number): void;
  close(): void;
  /** Cuts the connection at once. @param why a short code, that the end hears */
  drop(why: string): void;
}

/** One object serves all events of a learner: a hundred thousand of them have no room for more. */
export interface WireEnd {
  connected(): void;
  /** JSON of the arguments of an acknowledgement. */
  acknowledged(number: number, json: string): void;
  /** An event that the platform sent on its own. */
  told(event: string): void;
  /** The connection is gone; called once. @param why a short code */
  lost(why: string): void;
}

/** @param origin of the process to connect to, over plain HTTP */
export const openWire = (origin: string, cookie: string, end: WireEnd): Wire =>
  new OpenWire(origin, cookie, end);

/** Read into by all sockets of the process: what came is made use of before the next one is read. */
const incoming = Buffer.allocUnsafeSlow(64 * 1024);
const hello = frameOf(frameKinds.text, '40');
const alive = frameOf(frameKinds.text, '3');
const goodbye = frameOf(frameKinds.close, '\x03\xe8');

class OpenWire implements Wire, FrameHearer {
  readonly #end: WireEnd;
  readonly #socket: Socket;
  #isUpgraded = false;
  /** Of an answer or a frame that is not whole yet. */
  #rest: Buffer | null = null;
  #why = '';

  constructor(origin: string, cookie: string, end: WireEnd) {
    this.#end = end;
    const host = origin.slice('http://'.length);
    const colon = host.lastIndexOf(':');
    this.#socket = connect({
      host: host.slice(0, colon),
      port: Number(host.slice(colon + 1)),
      noDelay: true,
      onread: { buffer: incoming, callback: (size) => this.#came(size) },
    });
    this.#socket.on('error', (error: NodeJS.ErrnoException) => (this.#why ||= error.code ?? 'socket'));
    this.#socket.on('close', () => end.lost(this.#why || 'closed-1006'));
    this.#socket.write(upgradeRequest(host, origin, cookie), 'latin1');
  }

  ask(event: string, payload: string, number: number): void {
    this.#send(frameOf(frameKinds.text, `42${number}["${event}",${payload}]`));
  }

  close(): void {
    this.#socket.end(goodbye, 'latin1');
  }

  drop(why: string): void {
    this.#why ||= why;
    this.#socket.destroy();
  }

  #send(frame: string): void {
    this.#socket.write(frame, 'latin1');
  }

  #came(size: number): boolean {
    let bytes = incoming;
    let to = size;
    if (this.#rest) {
      bytes = Buffer.concat([this.#rest, incoming.subarray(0, size)]);
      to = bytes.length;
      this.#rest = null;
    }
    const from = this.#read(bytes, to);
    if (from < to) this.#rest = Buffer.from(bytes.subarray(from, to));
    return true;
  }

  /** @returns up to where everything was read */
  #read(bytes: Buffer, to: number): number {
    let from = 0;
    if (!this.#isUpgraded) {
      const upgrade = readUpgrade(bytes, to);
      if (upgrade === null) return 0;
      if (typeof upgrade === 'string') {
        this.drop(upgrade);
        return to;
      }
      this.#isUpgraded = true;
      from = upgrade;
    }
    try {
      return readFrames(bytes, from, to, this);
    } catch (error) {
      if (!(error instanceof FrameFault)) throw error;
      this.drop('frame');
      return to;
    }
  }

  frame(kind: number, payload: string): void {
    if (kind === frameKinds.text) this.#packet(payload);
    else if (kind === frameKinds.ping) this.#send(frameOf(frameKinds.pong, payload));
    else if (kind === frameKinds.close) {
      const code = payload.length < 2 ? 1005 : (payload.charCodeAt(0) << 8) | payload.charCodeAt(1);
      this.#why ||= `closed-${code}`;
      this.#socket.end(frameOf(frameKinds.close, payload.slice(0, 2)), 'latin1');
    }
  }

  /** Engine.IO: 0 open, 1 close, 2 ping, 4 message; Socket.IO within 4: 0 connect, 1 disconnect, 2 event, 3 ack, 4 refused. */
  #packet(text: string): void {
    if (text === '2') this.#send(alive);
    else if (text.startsWith('43')) {
      const from = text.indexOf('[');
      this.#end.acknowledged(Number(text.slice(2, from)), text.slice(from));
    } else if (text.startsWith('0')) this.#send(hello);
    else if (text.startsWith('40')) this.#end.connected();
    else if (text.startsWith('42')) this.#end.told(/^42\["([\w:-]+)"/.exec(text)?.[1] ?? 'event');
    else if (text.startsWith('41') || text === '1') this.#why ||= 'disconnected';
    else if (text.startsWith('44')) {
      this.#why ||= refusalOf(text.slice(2));
      this.close();
    }
  }
}

function refusalOf(json: string): string {
  return /"message":"([\w-]+)"/.exec(json)?.[1] ?? 'refused';
}
