import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { openWire, type Wire } from './wire.ts';

/** A server with a true WebSocket, and a wire to it; what the wire's end hears is kept. */
async function open(onPage: (page: WebSocket, stream: Socket) => void, status?: number) {
  const server = createServer((_, response) => response.writeHead(status ?? 404).end());
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  let headers = {};
  server.on('upgrade', (request, stream: Socket, head) => {
    headers = request.headers;
    if (status) return void stream.end(`HTTP/1.1 ${status} Any\r\ncontent-length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, stream, head, (page) => onPage(page, stream));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const heard: string[] = [];
  const lost = Promise.withResolvers<string>();
  const wire: Wire = openWire(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'a=b', {
    connected: () => void heard.push('connected'),
    acknowledged: (number, json) => void heard.push(`${number} ${json}`),
    told: (event) => void heard.push(event),
    lost: (why) => {
      heard.push(`lost ${why}`);
      lost.resolve(why);
    },
  });
  return { wire, heard, lost: lost.promise, headers: () => headers, close: () => server.close() };
}

describe('a wire', () => {
  it('connects, asks, is acknowledged over several reads, answers pings, and ends by itself', async () => {
    const answer = `["${'学'.repeat(400)}"]`;
    const sent: string[] = [];
    const ponged = Promise.withResolvers<string>();
    const { wire, heard, lost, headers, close } = await open((page, stream) => {
      page.on('pong', (data) => ponged.resolve(data.toString()));
      page.on('message', (data: Buffer) => {
        const text = data.toString();
        sent.push(text);
        if (text === '40') page.send('40{"sid":"any"}');
        if (!text.startsWith('42')) return;
        page.send('2');
        page.ping('there');
        page.send('42["lease:lost",{}]');
        void (async () => {
          const bytes = Buffer.from(`437${answer}`);
          const frame = Buffer.concat([
            Buffer.from([0x81, 126, bytes.length >> 8, bytes.length & 0xff]),
            bytes,
          ]);
          for (const part of [frame.subarray(0, 3), frame.subarray(3, 601), frame.subarray(601)]) {
            stream.write(part);
            await wait(15);
          }
        })();
      });
      page.send('0{"sid":"any"}');
    });
    while (!heard.includes('connected')) await wait(5);
    wire.ask('study:beats', `{"beats":["${'x'.repeat(300)}"]}`, 7);
    expect(await ponged.promise).toBe('there');
    while (heard.length < 3) await wait(5);
    wire.close();
    await lost;
    expect(heard.slice(0, 3)).toEqual(['connected', 'lease:lost', `7 ${answer}`]);
    expect(heard.length).toBe(4);
    expect(sent).toEqual(['40', `427["study:beats",{"beats":["${'x'.repeat(300)}"]}]`, '3']);
    expect(headers()).toEqual(jasmine.objectContaining({ cookie: 'a=b', 'sec-websocket-version': '13' }));
    close();
  });

  it('says why it was lost: refused, closed, broken off, or never opened', async () => {
    const refused = await open((page) => page.send('44{"message":"not-signed-in"}'));
    const closed = await open((page) => page.close(1012));
    const broken = await open((_, stream) => void stream.destroy());
    const masked = await open((_, stream) => void stream.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x32])));
    const busy = await open(() => undefined, 503);
    const all = [refused, closed, broken, masked, busy];
    expect(await Promise.all(all.map(({ lost }) => lost))).toEqual([
      'not-signed-in',
      'closed-1012',
      'closed-1006',
      'frame',
      'handshake-503',
    ]);
    for (const { close } of all) close();
    const nobody = await open(() => undefined);
    nobody.close();
    nobody.wire.drop('timeout');
    expect(await nobody.lost).toBe('timeout');
  });
});
