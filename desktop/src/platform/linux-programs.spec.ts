import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { linuxPrograms } from './linux-programs.ts';

if (process.platform === 'linux')
  describe('the programs of a Linux machine', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'programs-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    function programNamed(name: string): string {
      const path = join(folder, name);
      copyFileSync('/bin/sleep', path);
      return path;
    }

    it('are seen when they start, and no more when they have ended', async () => {
      const look = linuxPrograms();
      expect(await look()).not.toContain('mj-visitor');
      const child = spawn(programNamed('mj-visitor'), ['60'], { stdio: 'ignore' });
      await once(child, 'spawn');
      expect(await look()).toContain('mj-visitor');
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await look()).not.toContain('mj-visitor');
    });

    it('are seen where one gives way to another in a process that is long known', async () => {
      const look = linuxPrograms();
      const shell = `read line; exec ${programNamed('mj-successor')} 60`;
      const child = spawn('/bin/sh', ['-c', shell], { stdio: ['pipe', 'ignore', 'ignore'] });
      for (let i = 0; i < 10; i++) expect(await look()).not.toContain('mj-successor');
      child.stdin.write('\n');
      await wait(300);
      const seen: boolean[] = [];
      for (let i = 0; i < 7; i++) seen.push((await look()).includes('mj-successor'));
      expect(seen).toContain(true);
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
  });
