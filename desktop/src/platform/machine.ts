import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { MachineFacts } from '../sensing/machine-signals.ts';
import { linuxPrograms } from './linux-programs.ts';
import type { Machine } from './ports.ts';

const execute = promisify(execFile);
const patienceMs = 5_000;
const firmwareFiles = ['sys_vendor', 'product_name', 'board_vendor', 'bios_vendor'];
const bios = 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS';

/** What cannot be asked is empty: a sensor that fails is no signal. */
const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
const ask = async (program: string, ...args: string[]): Promise<string> => {
  try {
    const options = { timeout: patienceMs, encoding: 'utf8', windowsHide: true } as const;
    return (await execute(program, args, options)).stdout;
  } catch {
    return '';
  }
};
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean);

/** The machine this program runs on; what cannot change while it runs is asked once. */
export function systemMachine(environment: MachineFacts['environment']): Machine {
  const { platform } = process;
  const lasting = platform === 'linux' ? linuxLasting() : platform === 'win32' ? windowsLasting() : nothing();
  const programs =
    platform === 'linux' ? linuxPrograms() : platform === 'win32' ? windowsPrograms : posixPrograms;
  return {
    // Study has to pause within half a second of a visitor's coming; elsewhere than on Linux each look starts a program.
    lookEveryMs: platform === 'linux' ? 250 : 15_000,
    facts: async () => ({ platform, environment, programs: await programs(), ...(await lasting) }),
  };
}

const nothing = () => Promise.resolve({ firmware: [], processorFlags: [], virtualisation: '' });

async function linuxLasting() {
  const firmware = await Promise.all(firmwareFiles.map((name) => read(`/sys/class/dmi/id/${name}`)));
  const flags = /^flags\s*:\s*(.*)$/m.exec(await read('/proc/cpuinfo'))?.[1] ?? '';
  return {
    firmware: firmware.map((each) => each.trim()),
    processorFlags: flags.split(' '),
    virtualisation: (await ask('/usr/bin/systemd-detect-virt', '--vm')).trim(),
  };
}

async function windowsLasting() {
  const told = await ask('reg', 'query', bios);
  const values = lines(told).filter((line) => /^(System|BaseBoard|BIOS)\w+\s+REG_SZ/.test(line));
  return { ...(await nothing()), firmware: values.map((line) => line.replace(/^\w+\s+REG_SZ\s+/, '')) };
}

const windowsPrograms = async (): Promise<string[]> =>
  lines(await ask('tasklist', '/fo', 'csv', '/nh')).map((line) => line.split('"')[1] ?? '');

const posixPrograms = async (): Promise<string[]> =>
  lines(await ask('ps', '-axco', 'comm')).map((each) => each.slice(0, 255));
