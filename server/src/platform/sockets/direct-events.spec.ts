import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { makeLog } from '../log.ts';
import { testActors } from '../testing/actors.ts';
import { directEvent, textFrame } from './direct-events.ts';
import { makeSockets } from './sockets.ts';

describe('the text of an event', () => {
  const read = (text: string) => directEvent(Buffer.from(text));

  it('is read when it has one payload and a number', () => {
    expect(read('420["study:beats",{"字":[1]}]')).toEqual({
      number: 0,
      name: 'study:beats',
      payload: { 字: [1] },
    });
    expect(read('42123456789["e",null]')).toEqual({ number: 123456789, name: 'e', payload: null });
  });

  it('is left to Socket.IO otherwise', () => {
    const others = ['', '4', '42', '2', '3', '40', '41', '42["e",{}]', '420', '420[', '420{}', '420["e"]'];
    const strange = [
      '420["e",1,2]',
      '420[1,2]',
      '42/a,0["e",1]',
      '430["e",1]',
      '451-0["e",{}]',
      '420["e",1]x',
    ];
    for (const text of [...others, ...strange, '421234567890["e",1]'])
      expect(read(text)).withContext(text).toBeNull();
  });
});

describe('a frame', () => {
  it('says how long it is in two, four or ten bytes', () => {
    const headOf = (size: number) => {
      const frame = textFrame('a'.repeat(size));
      return [...frame.subarray(0, frame.length - size)];
    };
    expect(headOf(125)).toEqual([0x81, 125]);
    expect(headOf(126)).toEqual([0x81, 126, 0, 126]);
    expect(headOf(65_535)).toEqual([0x81, 126, 255, 255]);
    expect(headOf(65_536)).toEqual([0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
  });
});

/** A server with an event that answers its payload, and a page that speaks Socket.IO by hand. */
async function served() {
  const learner = testActors().enter({ role: 'learner' });
  const sessions = { keyOf: () => 'key', check: () => Promise.resolve({ actor: learner, forMs: 60_000 }) };
  const sockets = makeSockets(sessions, () => true, makeLog('silent', 'spec'));
  const handled: unknown[] = [];
  sockets.on('spec:echo', [...learner.permissions][0]!, (_actor, payload) => {
    handled.push(payload);
    return Promise.resolve(payload);
  });
  const server = createServer();
  sockets.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = new WebSocket(
    `ws://127.0.0.1:${(server.address() as AddressInfo).port}/socket.io/?EIO=4&transport=websocket`,
  );
  const heard: string[] = [];
  let tell = () => undefined as void;
  page.onmessage = ({ data }) => {
    heard.push(String(data));
    tell();
  };
  const closed = new Promise<void>((resolve) => (page.onclose = () => resolve()));
  const hear = async (start: string, times = 1) => {
    while (heard.filter((text) => text.startsWith(start)).length < times)
      await new Promise<void>((resolve) => (tell = resolve));
  };
  await hear('0');
  page.send('40');
  await hear('40');
  const answers = () => heard.filter((text) => text.startsWith('43'));
  const stop = async () => {
    page.close();
    await sockets.close(1000);
    server.close();
  };
  return { sockets, learner, page, handled, heard, hear, answers, closed, stop };
}

describe('events that are taken from the WebSocket', () => {
  it('stay in order with those that go through Socket.IO', async () => {
    const { page, handled, hear, answers, stop } = await served();
    // More than nine digits, and the namespace spelled out, are left to Socket.IO.
    page.send('421["spec:echo",1]');
    page.send('421234567890["spec:echo",2]');
    page.send('423["spec:echo",3]');
    page.send('42/,4["spec:echo",4]');
    page.send('425["spec:echo","五"]');
    await hear('43', 5);
    expect(handled).toEqual([1, 2, 3, 4, '五']);
    expect(answers()).toEqual(['431[1]', '431234567890[2]', '433[3]', '434[4]', '435["五"]']);
    await stop();
  });

  it('are answered whole, however long the answer is', async () => {
    const { page, hear, answers, stop } = await served();
    const texts = [0, 1, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 60_000].map((n) => 'a'.repeat(n));
    texts.push('字'.repeat(20_000));
    for (const [i, text] of texts.entries()) page.send(`42${i}["spec:echo","${text}"]`);
    await hear('43', texts.length);
    expect(answers()).toEqual(texts.map((text, i) => `43${i}["${text}"]`));
    await stop();
  });

  it('do not hinder signals to the page', async () => {
    const { sockets, learner, page, heard, hear, stop } = await served();
    page.send('420["spec:echo",0]');
    await hear('430');
    sockets.hear({ room: `account:${learner.accountId}`, event: 'spec:told', payload: { a: 1 } });
    await hear('42');
    expect(heard.at(-1)).toBe('42["spec:told",{"a":1}]');
    await stop();
  });

  it('are none between the parts of a binary event, which breaks the connection as ever', async () => {
    const { page, handled, closed, stop } = await served();
    page.send('451-0["spec:echo",{"_placeholder":true,"num":0}]');
    page.send('421["spec:echo",1]');
    await closed;
    expect(handled).toEqual([]);
    await stop();
  });

  it('are none once a page has left; it cannot come again over the same connection', async () => {
    const { page, hear, answers, handled, closed, stop } = await served();
    page.send('421["spec:echo",1]');
    await hear('431');
    page.send('41');
    // Until then Socket.IO takes what comes for something said before.
    await wait(50);
    page.send('40');
    await hear('44');
    page.send('422["spec:echo",2]');
    await closed;
    expect(handled).toEqual([1]);
    expect(answers()).toEqual(['431[1]']);
    await stop();
  });

  it('that no handler knows are not answered, and broken text breaks the connection', async () => {
    const { page, answers, closed, stop } = await served();
    page.send('421["spec:other",1]');
    page.send('422["spec:echo",');
    await closed;
    expect(answers()).toEqual([]);
    await stop();
  });
});
