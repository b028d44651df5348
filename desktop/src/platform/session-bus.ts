import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { SessionBus } from './ports.ts';

const execute = promisify(execFile);
const program = '/usr/bin/gdbus';
const login = 'org.freedesktop.login1';
const patienceMs = 5_000;

/**
 * The system's bus by GLib's own program: it needs no right beyond that of every person to hear logind, takes signals from
 * logind's owner alone, and a library would have to be carried for four words. Where it is missing nothing is heard.
 */
export function systemSessionBus(): SessionBus {
  const call = async (path: string, method: string, ...args: string[]) => {
    const given = ['call', '--system', '--dest', login, '--object-path', path, '--method', method, ...args];
    return (await execute(program, given, { timeout: patienceMs, encoding: 'utf8' })).stdout;
  };
  return {
    ownSession: () => call('/org/freedesktop/login1', `${login}.Manager.GetSession`, 'auto'),
    propertiesOf: (path) => call(path, 'org.freedesktop.DBus.Properties.GetAll', `${login}.Session`),
    listen(onLine, onEnd) {
      const child = spawn(program, ['monitor', '--system', '--dest', login], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let told = false;
      const kill = () => void child.kill();
      process.once('exit', kill);
      const end = () => {
        process.off('exit', kill);
        if (!told) onEnd();
        told = true;
      };
      child.once('exit', end);
      child.once('error', end);
      createInterface({ input: child.stdout }).on('line', onLine);
      return () => {
        told = true;
        kill();
      };
    },
  };
}
