/**
 * Foreground: the page is visible and has the focus (true while a child frame has it), and the film is neither
 * in a window of its own nor on another screen (ledger rule 3).
 */
export function isForeground(page: Document, video?: HTMLVideoElement): boolean {
  const elsewhere = page.pictureInPictureElement != null;
  const remote = video && 'remote' in video && video.remote.state === 'connected';
  return page.visibilityState === 'visible' && page.hasFocus() && !elsewhere && !remote;
}

/** Calls back when the foreground may have changed; returns how to stop. */
export function watchForeground(page: Document, changed: () => void): () => void {
  const view = page.defaultView;
  page.addEventListener('visibilitychange', changed);
  view?.addEventListener('focus', changed);
  view?.addEventListener('blur', changed);
  return () => {
    page.removeEventListener('visibilitychange', changed);
    view?.removeEventListener('focus', changed);
    view?.removeEventListener('blur', changed);
  };
}
