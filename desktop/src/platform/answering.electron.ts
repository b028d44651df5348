import type { BrowserWindow } from 'electron';

/** A world of its own, so that nothing the page does to its globals can answer for it. */
const world = 990;

/**
 * Whether the page takes part in what happens, to be asked again and again: each time it is given something to do, and a
 * page that has not done it by the next time hangs. Chromium's own word on it comes only when somebody types or clicks.
 */
export function electronAnswering({ webContents }: BrowserWindow): () => boolean {
  let waiting = false;
  const forget = () => void (waiting = false);
  // A page that is gone or loaded anew owes no answer.
  webContents.on('render-process-gone', forget);
  webContents.on('did-stop-loading', forget);
  return () => {
    if (webContents.isLoadingMainFrame()) return true;
    if (waiting) return false;
    waiting = true;
    webContents.executeJavaScriptInIsolatedWorld(world, [{ code: '0' }]).then(forget, forget);
    return true;
  };
}
