import type { BrowserWindow } from 'electron';

/** Whether the page takes part in what happens: false from when the window reports it as hung until it answers again. */
export function electronAnswering(window: BrowserWindow): () => boolean {
  let answering = true;
  window.on('unresponsive', () => (answering = false));
  window.on('responsive', () => (answering = true));
  // A page that is gone is loaded anew; it does not hang.
  window.webContents.on('render-process-gone', () => (answering = true));
  return () => answering;
}
