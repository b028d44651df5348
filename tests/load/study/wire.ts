import { WebSocket, type RawData } from 'ws';

/** A socket as the platform's pages have it: Socket.IO 5 over Engine.IO 4, WebSocket only, frames written by hand. */
export interface Wire {
  /** Sends an event; whoever hears its acknowledgement knows it by the number. */
  ask(event: string, payload: string, number: number): void;
  close(): void;
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

/** @param origin of the process to connect to */
export function openWire(origin: string, cookie: string, end: WireEnd): Wire {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers: { cookie, origin },
    perMessageDeflate: false,
    skipUTF8Validation: true,
    handshakeTimeout: 60_000,
  });
  let why = '';
  socket.on('message', (data: RawData) => {
    const text = textOf(data);
    // Engine.IO: 0 open, 1 close, 2 ping, 4 message; Socket.IO within 4: 0 connect, 1 disconnect, 2 event, 3 ack, 4 refused.
    if (text === '2') socket.send('3');
    else if (text.startsWith('43')) {
      const from = text.indexOf('[');
      end.acknowledged(Number(text.slice(2, from)), text.slice(from));
    } else if (text.startsWith('0')) socket.send('40');
    else if (text.startsWith('40')) end.connected();
    else if (text.startsWith('42')) end.told(/^42\["([\w:-]+)"/.exec(text)?.[1] ?? 'event');
    else if (text.startsWith('41') || text === '1') why = 'disconnected';
    else if (text.startsWith('44')) {
      why = refusalOf(text.slice(2));
      socket.close();
    }
  });
  socket.on('error', (error: NodeJS.ErrnoException) => (why ||= error.code ?? 'handshake'));
  socket.on('close', (code) => end.lost(why || `closed-${code}`));
  return {
    ask: (event, payload, number) => socket.send(`42${number}["${event}",${payload}]`),
    close: () => socket.close(),
  };
}

const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '');

function refusalOf(json: string): string {
  return /"message":"([\w-]+)"/.exec(json)?.[1] ?? 'refused';
}
