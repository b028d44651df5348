/** A client of the Socket.IO protocol without Socket.IO's own: what it sends and hears is the text on the wire. */
export async function socketClient(port: number, namespace: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  const waiting: { start: string; skip: number; tell: (text: string) => void }[] = [];
  const closed = new Promise<void>((resolve) => (socket.onclose = () => resolve()));
  const matching = (start: string) => heard.filter((text) => text.startsWith(start));
  socket.onmessage = ({ data }) => {
    heard.push(String(data));
    for (const each of [...waiting]) {
      const found = matching(each.start)[each.skip];
      if (found === undefined) continue;
      waiting.splice(waiting.indexOf(each), 1);
      each.tell(found);
    }
  };
  const hear = (start: string, skip = 0) =>
    new Promise<string>((tell) => {
      const known = matching(start)[skip];
      if (known === undefined) waiting.push({ start, skip, tell });
      else tell(known);
    });
  let asked = 0;
  await hear('0');
  socket.send(`40${namespace},`);
  await hear(`40${namespace},`);
  return {
    closed,
    /** The payload of an event of the server; `skip` so many of its kind. */
    async told(event: string, skip = 0): Promise<unknown> {
      const text = await hear(`42${namespace},["${event}"`, skip);
      return (JSON.parse(text.slice(text.indexOf('['))) as unknown[])[1];
    },
    times: (event: string) => matching(`42${namespace},["${event}"`).length,
    async ask(event: string, payload: unknown): Promise<unknown> {
      const number = asked++;
      socket.send(`42${namespace},${number}${JSON.stringify([event, payload])}`);
      const text = await hear(`43${namespace},${number}[`);
      return (JSON.parse(text.slice(text.indexOf('['))) as unknown[])[0];
    },
    close: () => socket.close(),
  };
}
