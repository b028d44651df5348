/**
 * One reversible step. `perform` may fail halfway, so `revert` puts back whatever was done and does no harm where
 * nothing was, or when it is called again.
 */
export interface Operation {
  readonly name: string;
  perform(): void | Promise<void>;
  revert(): void | Promise<void>;
}

/** An operation failed; those before it and itself were undone, as far as `notUndone` does not name them. */
export class OperationFailed extends Error {
  readonly operation: string;
  readonly notUndone: readonly string[];

  constructor(operation: string, notUndone: readonly string[], cause: unknown) {
    super(`operation ${operation} failed`, { cause });
    this.name = 'OperationFailed';
    this.operation = operation;
    this.notUndone = notUndone;
  }
}

/** Undoes operations, the last first. One that cannot be undone stops none of the others; answers their names. */
export async function revertAll(operations: readonly Operation[]): Promise<readonly string[]> {
  const notUndone: string[] = [];
  for (const operation of operations.toReversed()) {
    try {
      await operation.revert();
    } catch {
      notUndone.push(operation.name);
    }
  }
  return notUndone;
}

/**
 * Performs operations in order. When one fails, it and all before it are undone in reverse.
 * @returns the way back: undoes them all and answers the names of those it could not undo
 * @throws OperationFailed
 */
export async function performAll(
  operations: readonly Operation[],
): Promise<() => Promise<readonly string[]>> {
  const begun: Operation[] = [];
  for (const operation of operations) {
    begun.push(operation);
    try {
      await operation.perform();
    } catch (cause) {
      throw new OperationFailed(operation.name, await revertAll(begun), cause);
    }
  }
  return () => revertAll(begun);
}
