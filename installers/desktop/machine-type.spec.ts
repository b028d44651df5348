import { closeSync, openSync, readSync } from 'node:fs';
import { headBytes, machineOf, targets } from './machine-type.ts';
import { programHead } from './testing/stand-in.ts';

describe('the machine of a program', () => {
  it('is read from its own header', () => {
    for (const { name } of targets) expect(machineOf(programHead(name))).toBe(name);
    const head = Buffer.alloc(headBytes);
    const file = openSync(process.execPath, 'r');
    readSync(file, head, 0, headBytes, 0);
    closeSync(file);
    const own = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    if (!targets.some(({ name }) => name === own)) pending(`no package is made for ${own}`);
    expect(machineOf(head)).toBe(own);
  });

  it('is unknown for anything else', () => {
    for (const text of ['', '#!/bin/sh\n', 'MZ', 'MZ'.padEnd(200, '\xff')])
      expect(machineOf(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});
