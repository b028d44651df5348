export interface Target {
  readonly name: 'linux-x64' | 'linux-arm64' | 'win-x64';
  readonly system: 'linux' | 'win';
  readonly arch: 'x64' | 'arm64';
  /** The program of an Electron distribution for this target. */
  readonly program: 'electron' | 'electron.exe';
}

export const targets: readonly Target[] = [
  { name: 'linux-x64', system: 'linux', arch: 'x64', program: 'electron' },
  { name: 'linux-arm64', system: 'linux', arch: 'arm64', program: 'electron' },
  { name: 'win-x64', system: 'win', arch: 'x64', program: 'electron.exe' },
];

/** Enough of a program file's beginning to know its machine. */
export const headBytes = 4096;

const elf: Readonly<Record<number, string>> = { 0x3e: 'linux-x64', 0xb7: 'linux-arm64' };
const pe: Readonly<Record<number, string>> = { 0x8664: 'win-x64', 0xaa64: 'win-arm64', 0x14c: 'win-ia32' };

/**
 * For what a program file is, read from its header (ELF e_machine, PE machine); undefined for anything else. A package
 * for one machine with the program of another installs without a word and then does not start.
 */
export function machineOf(head: Buffer): string | undefined {
  if (head.length >= 20 && head.readUInt32BE(0) === 0x7f454c46) return elf[head.readUInt16LE(18)];
  if (head.length < 64 || head.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const at = head.readUInt32LE(60);
  if (at + 6 > head.length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return undefined;
  return pe[head.readUInt16LE(at + 4)];
}
