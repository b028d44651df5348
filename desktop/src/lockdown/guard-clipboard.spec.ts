import type { WindowFacts } from '../platform/ports.ts';
import { guardClipboard } from './guard-clipboard.ts';

describe('guardClipboard', () => {
  it('empties the clipboard at the start, at every change of the focus, and at the end', () => {
    let cleared = 0;
    let tell: (facts: WindowFacts) => void = () => undefined;
    let listening = true;
    const release = guardClipboard(
      { onChange: (listener) => ((tell = listener), () => void (listening = false)) },
      { clear: () => void cleared++ },
    );
    const facts = { focused: true, shown: true, minimised: false };
    expect(cleared).toBe(1);
    tell(facts);
    expect(cleared).toBe(2);
    tell({ ...facts, shown: false });
    expect(cleared).withContext('the focus stays').toBe(2);
    tell({ ...facts, focused: false });
    tell(facts);
    expect(cleared).toBe(4);
    release();
    expect([cleared, listening]).toEqual([5, false]);
  });
});
