/** What every suite is given. */
export interface Context {
  readonly root: string;
  /** Node's own modules are run with this very Node. */
  readonly node: string;
  /** A folder of this run for the files suites answer in. */
  readonly scratch: string;
  /** The server specs make their databases on; `null` when it could not be started, with the reason. */
  readonly database: { readonly url: string } | { readonly fault: string };
  /** A browser, or why there is none. */
  readonly browser: { readonly path: string; readonly fromNpm?: boolean } | { readonly missing: string };
  readonly signal: AbortSignal;
}

export const workspaces = ['shared', 'server', 'web', 'desktop', 'installers', 'tests'] as const;

/** The workspace a file of the checkout belongs to; `root` for what lies above all of them. */
export function workspaceOf(path: string): string {
  const [first, rest] = path.split(/[\\/]/);
  return rest !== undefined && (workspaces as readonly string[]).includes(first ?? '')
    ? (first as string)
    : 'root';
}
