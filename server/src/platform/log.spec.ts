import { makeLog } from './log.ts';

describe('the log', () => {
  it('tells a fault of the database without the values and rows it carries', () => {
    const lines: string[] = [];
    const log = makeLog('error', 'spec', { write: (line) => void lines.push(line) });
    const error = Object.assign(new Error('null value violates not-null constraint'), {
      code: '23502',
      table: 'identity_accounts',
      detail: 'Failing row contains (何平, 13800001111).',
      parameters: ['何平', '13800001111'],
      sql: "INSERT INTO identity_accounts VALUES ('何平')",
      cause: Object.assign(new Error('driver'), { detail: '何平' }),
    });
    log.error({ err: error }, 'fault');
    const [line] = lines;
    expect(line).toContain('not-null constraint');
    expect(line).toContain('"code":"23502"');
    expect(line).toContain('"cause":{"type":"Error","message":"driver"');
    expect(line).not.toMatch(/何平|13800001111/);
  });
});
