/** A reason not to start, told in one sentence that says what to do; never shown with a stack trace. */
export class LaunchFault extends Error {
  override readonly name = 'LaunchFault';
}

/** The system's own code of an error (`EACCES`, `28P01`), or `''`. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}

const meanings: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file of that name is in the way',
  EMFILE: 'too many files are open',
};

/** The sentence for anything thrown while a file or folder was used. */
export function fileFault(what: string, error: unknown): LaunchFault {
  const code = codeOf(error);
  return new LaunchFault(
    `${what}: ${meanings[code] ?? (code || (error instanceof Error ? error.message : 'unknown'))}.`,
  );
}
