import { OperationFailed, performAll, type Operation } from './operation.ts';

const names = ['first', 'second', 'third'];

function recorded(faults: { perform?: string; revert?: string } = {}): {
  done: string[];
  operations: Operation[];
} {
  const done: string[] = [];
  const operations = names.map((name) => ({
    name,
    perform: async () => {
      await Promise.resolve();
      done.push(`perform ${name}`);
      if (faults.perform === name) throw new Error('does not work here');
    },
    revert: () => {
      done.push(`revert ${name}`);
      if (faults.revert === name) throw new Error('stuck');
    },
  }));
  return { done, operations };
}

describe('performAll', () => {
  it('performs in order and goes back in reverse', async () => {
    const { done, operations } = recorded();
    const goBack = await performAll(operations);
    expect(done).toEqual(['perform first', 'perform second', 'perform third']);
    done.length = 0;
    expect(await goBack()).toEqual([]);
    expect(done).toEqual(['revert third', 'revert second', 'revert first']);
  });

  names.forEach((failing, index) => {
    it(`undoes what was begun, in reverse, when the ${failing} fails`, async () => {
      const { done, operations } = recorded({ perform: failing });
      const fault: unknown = await performAll(operations).catch((error: unknown) => error);
      const begun = names.slice(0, index + 1);
      expect(done).toEqual([
        ...begun.map((name) => `perform ${name}`),
        ...begun.toReversed().map((name) => `revert ${name}`),
      ]);
      expect(fault).toBeInstanceOf(OperationFailed);
      expect((fault as OperationFailed).operation).toBe(failing);
      expect((fault as OperationFailed).notUndone).toEqual([]);
    });
  });

  it('goes on undoing when one cannot be undone, and names it', async () => {
    const { done, operations } = recorded({ perform: 'third', revert: 'second' });
    const fault: unknown = await performAll(operations).catch((error: unknown) => error);
    expect((fault as OperationFailed).notUndone).toEqual(['second']);
    expect(done.at(-1)).toBe('revert first');
  });

  it('names on the way back what could not be undone', async () => {
    const { operations } = recorded({ revert: 'third' });
    const goBack = await performAll(operations);
    expect(await goBack()).toEqual(['third']);
  });
});
