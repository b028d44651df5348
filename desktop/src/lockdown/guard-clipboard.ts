import type { Clipboard, Release, ShellWindow } from '../platform/ports.ts';

/**
 * Keeps what is copied within the page: whenever the window gains or loses the focus the clipboard is emptied, so that
 * nothing of another program is pasted into the page, and nothing of the page into another program. While the learner
 * stays in the window he copies and pastes as he likes.
 */
export function guardClipboard(window: Pick<ShellWindow, 'onChange'>, clipboard: Clipboard): Release {
  let focused: boolean | undefined;
  clipboard.clear();
  const stop = window.onChange((facts) => {
    if (facts.focused !== focused) clipboard.clear();
    focused = facts.focused;
  });
  return () => {
    stop();
    clipboard.clear();
  };
}
