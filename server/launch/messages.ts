/** What the server tells the launcher over its channel (`process.send`), in the order of a start. */
export type LaunchMessage =
  /** A slow step begins, in a few words. */
  | { readonly type: 'progress'; readonly text: string }
  /** It serves now; the lines are printed below the address as they are. */
  | { readonly type: 'ready'; readonly address: string; readonly lines: readonly string[] }
  /** It cannot start or go on: one sentence that says what to do. */
  | { readonly type: 'fault'; readonly text: string };

/** Whether it is one of ours: Node's own watcher talks on the same channel. */
export function isLaunchMessage(message: unknown): message is LaunchMessage {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return message.type === 'progress' || message.type === 'ready' || message.type === 'fault';
}

/** Argument of a server process that another of the same start precedes: that one fills in what a first start needs. */
export const besideAnother = '--beside-another';
