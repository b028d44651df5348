import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Context } from './context.ts';
import { runSpecs } from './specs.ts';

/** Real runs of Jasmine over specs written here, because a wrong count would hide failures for ever. */
describe('a run of specs', () => {
  let workspace: string;
  let context: Context;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'minjiang-specs-'));
    mkdirSync(join(workspace, 'counts'));
    writeFileSync(
      join(workspace, 'jasmine.json'),
      JSON.stringify({ spec_dir: '.', spec_files: ['*.spec.mjs'], env: { random: false } }),
    );
    context = {
      root: resolve(import.meta.dirname, '../..'),
      node: process.execPath,
      scratch: join(workspace, 'counts'),
      database: { fault: 'no database' },
      browser: { missing: 'no browser was found' },
      signal: new AbortController().signal,
    };
  });

  afterEach(() => rmSync(workspace, { recursive: true }));

  function run(text: string, limitMs = 20_000, needs: ('database' | 'browser')[] = []) {
    writeFileSync(join(workspace, 'some.spec.mjs'), text);
    return runSpecs(context, {
      name: 'some',
      workspace: relative(context.root, workspace),
      limitMs,
      needs,
    });
  }

  it('counts what passed, failed and was skipped, with the reason', async () => {
    const counts = await run(`describe('a', () => {
      it('holds', () => expect(1).toBe(1));
      it('breaks', () => expect(1).toBe(2));
      it('waits', () => pending('no tool'));
    });`);
    expect(counts.passed).toBe(1);
    expect(counts.failures).toEqual([
      { name: 'a breaks', detail: jasmine.stringContaining('Expected 1 to be 2.') as unknown as string },
    ]);
    expect(counts.skipped).toEqual([{ name: 'a waits', reason: 'no tool' }]);
  });

  it('counts a fault after all specs of a group', async () => {
    const counts = await run(`describe('a', () => {
      it('holds', () => expect(1).toBe(1));
      afterAll(() => { throw new Error('left open'); });
    });`);
    expect(counts.failures.map(({ detail }) => detail)).toEqual([jasmine.stringContaining('left open')]);
  });

  it('fails when the specs break off, keeping what was counted before', async () => {
    const counts = await run(`describe('a', () => {
      it('holds', () => expect(1).toBe(1));
      it('dies', () => process.kill(process.pid, 'SIGKILL'));
    });`);
    expect(counts.passed).toBe(1);
    expect(counts.failures[0]?.detail).toContain('broke off');
  });

  it('fails when a file cannot be loaded', async () => {
    const counts = await run(`import './nowhere.mjs';`);
    expect(counts.failures.length).toBeGreaterThan(0);
  });

  it('fails when only some specs were chosen to run', async () => {
    const counts = await run(
      `fit('holds', () => expect(1).toBe(1)); it('is left out', () => expect(1).toBe(2));`,
    );
    expect(counts.failures.map(({ name }) => name)).toContain('incomplete run');
  });

  it('fails and ends everything when it takes too long', async () => {
    const counts = await run(
      `it('sleeps', () => new Promise(() => setInterval(() => 0, 1000)), 60_000);`,
      2_000,
    );
    expect(counts.failures[0]?.detail).toContain('took longer than 2 s');
  });

  it('is skipped without a browser and fails without a database', async () => {
    const text = `it('holds', () => expect(1).toBe(1));`;
    expect((await run(text, 20_000, ['browser'])).skipped[0]?.reason).toBe('no browser was found');
    expect((await run(text, 20_000, ['database'])).failures[0]?.detail).toBe('no database');
  });
});
