import { Problem } from '../http/problem.ts';
import { makeGate } from './gate.ts';

describe('the gate', () => {
  it('lets two in at once, two wait, and asks the fifth to come again', async () => {
    const gate = makeGate(2, 2, 7);
    const leave: (() => void)[] = [];
    let inside = 0;
    let most = 0;
    const visit = () =>
      gate.enter(async () => {
        most = Math.max(most, ++inside);
        await new Promise<void>((resolve) => leave.push(resolve));
        inside--;
      });
    const visits = [visit(), visit(), visit(), visit()];
    const refused = await visit().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).code).toBe('busy');
    expect((refused as Problem).details.retryAfterSeconds).toBe(7);
    for (let left = 4; left > 0; left--) {
      while (leave.length === 0) await new Promise((resolve) => setImmediate(resolve));
      leave.shift()!();
    }
    await Promise.all(visits);
    expect(most).toBe(2);
  });

  it('gives the place of a visitor who failed to the next', async () => {
    const gate = makeGate(1, 1, 1);
    const failing = gate.enter(() => Promise.reject(new Error('no')));
    const next = gate.enter(() => Promise.resolve('in'));
    await expectAsync(failing).toBeRejectedWithError('no');
    expect(await next).toBe('in');
    expect(await gate.enter(() => Promise.resolve('again'))).toBe('again');
  });
});
