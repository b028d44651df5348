import { failedOne, passedOne, skippedOne, strictly, sum } from './counts.ts';
import { detailsOf, lineOf } from './report.ts';
import { workspaceOf } from './context.ts';

describe('counting of suites', () => {
  const counts = sum([
    passedOne,
    failedOne('adds up', 'Expected 1 to be 2.'),
    skippedOne('plays', 'no browser was found'),
    skippedOne('keeps root out', 'only root has such folders'),
  ]);

  it('sums what was passed, failed and skipped', () => {
    expect([counts.passed, counts.failures.length, counts.skipped.length]).toEqual([1, 1, 2]);
  });

  it('takes a missing tool for a failure in a strict run, but not what only another account could show', () => {
    const strict = strictly(counts);
    expect(strict.failures.map(({ name }) => name)).toEqual(['adds up', 'plays']);
    expect(strict.skipped.map(({ name }) => name)).toEqual(['keeps root out']);
    expect(strict.passed).toBe(1);
  });

  it('tells failures and reasons, and nothing more of what passed', () => {
    expect(detailsOf(counts)).toContain('✗ adds up\n      Expected 1 to be 2.');
    expect(detailsOf(counts)).toContain('skipped: no browser was found (1: plays …)');
    expect(detailsOf(passedOne)).toBe('');
    expect(lineOf('web', counts, 1234)).toMatch(/^✗ web .*1 passed, 1 failed, 2 skipped .* 1\.2 s\n$/);
  });

  it('knows the workspace of a file', () => {
    expect(workspaceOf('server/launch/start.mjs')).toBe('server');
    expect(workspaceOf('eslint.config.js')).toBe('root');
    expect(workspaceOf('web')).toBe('root');
  });
});
