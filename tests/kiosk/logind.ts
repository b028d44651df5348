import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { scratchFolder } from '../support/places.ts';
import { lengthOf, messageBytes, readCall, type Argument, type Header } from './dbus-message.ts';

const login = 'org.freedesktop.login1';
const own = '/org/freedesktop/login1/session/_31';
const daemon = {
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  destination: 'org.freedesktop.DBus',
};

/**
 * A system bus of the tests' own, with the name of logind on it: no machine of a test may lock its screens or fall
 * asleep. The bus is the real one, and so is all that the program asks and hears over it.
 */
export async function openLogind() {
  const folder = scratchFolder('bus');
  const path = join(folder, 'socket');
  writeFileSync(
    join(folder, 'bus.conf'),
    `<busconfig><type>session</type><listen>unix:path=${path}</listen><auth>EXTERNAL</auth>
     <policy context="default"><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>`,
  );
  const bus = spawn(
    'dbus-daemon',
    ['--nofork', '--print-address', `--config-file=${join(folder, 'bus.conf')}`],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  process.once('exit', () => bus.kill('SIGKILL'));
  await once(bus.stdout, 'data');

  const session: Record<string, boolean> = { LockedHint: false, Active: true };
  const answers: Readonly<Record<string, () => Argument>> = {
    GetSession: () => ({ o: own }),
    GetAll: () => ({ 'a{sv}': session }),
  };
  const socket = connect(path);
  await once(socket, 'connect');
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\n`);
  await once(socket, 'data');
  let serial = 0;
  const send = (header: Header, ...args: Argument[]) =>
    void socket.write(messageBytes(++serial, header, args));
  let bytes: Buffer = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    bytes = Buffer.concat([bytes, data]);
    for (let length = lengthOf(bytes); bytes.length >= length; length = lengthOf(bytes)) {
      const call = readCall(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
      if (!call) continue;
      const to = { reply: call.serial, destination: call.sender };
      const answer = answers[call.member];
      if (answer) send({ type: 2, ...to }, answer());
      // Whoever is not answered waits; a call begins with a question for the object's description.
      else send({ type: 3, ...to, error: 'org.freedesktop.DBus.Error.UnknownMethod' });
    }
  });
  socket.write('BEGIN\r\n');
  send({ type: 1, ...daemon, member: 'Hello' });
  await once(socket, 'data');
  send({ type: 1, ...daemon, member: 'RequestName' }, { s: login }, { u: 0 });
  await once(socket, 'data');

  return {
    address: `unix:path=${path}`,
    /** A property of the person's session changes, as logind says it. */
    change(name: 'LockedHint' | 'Active', value: boolean) {
      session[name] = value;
      send(
        { type: 4, path: own, interface: 'org.freedesktop.DBus.Properties', member: 'PropertiesChanged' },
        { s: `${login}.Session` },
        { 'a{sv}': { [name]: value } },
        { as: [] },
      );
    },
    /** What `loginctl lock-session` makes logind ask of the session. */
    askForLock: () => send({ type: 4, path: own, interface: `${login}.Session`, member: 'Lock' }),
    sleep: (asleep: boolean) =>
      send(
        {
          type: 4,
          path: '/org/freedesktop/login1',
          interface: `${login}.Manager`,
          member: 'PrepareForSleep',
        },
        { b: asleep },
      ),
    /** The bus goes away with everything on it. */
    async close() {
      socket.destroy();
      if (bus.exitCode !== null || bus.signalCode !== null) return;
      bus.kill();
      await once(bus, 'exit');
    },
  };
}

export type Logind = Awaited<ReturnType<typeof openLogind>>;
