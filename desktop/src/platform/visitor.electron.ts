import type { BrowserWindow, Cookie } from 'electron';
import { sessionCookie } from '@minjiang/shared/identity';
import type { Visitor } from './ports.ts';

/** The person at a window, as its page's input, media and cookies tell of him. */
export function electronVisitor(window: BrowserWindow): Visitor {
  const contents = window.webContents;
  return {
    onAct(listener) {
      const act = () => listener();
      contents.on('input-event', act);
      return () => void contents.off('input-event', act);
    },
    onSession(listener) {
      const { cookies } = contents.session;
      const changed = (_event: unknown, cookie: Cookie, cause: string, removed: boolean) => {
        // Replacing a cookie is told as its removal first; the session goes on.
        if (cookie.name === sessionCookie && cause !== 'overwrite') listener(!removed);
      };
      cookies.on('changed', changed);
      return () => void cookies.off('changed', changed);
    },
    onMedia(listener) {
      const started = () => listener(true);
      const paused = () => listener(false);
      contents.on('media-started-playing', started);
      contents.on('media-paused', paused);
      // A page that is gone plays nothing more, and does not always say so.
      contents.on('did-navigate', paused);
      contents.on('render-process-gone', paused);
      return () => {
        contents.off('media-started-playing', started);
        contents.off('media-paused', paused);
        contents.off('did-navigate', paused);
        contents.off('render-process-gone', paused);
      };
    },
  };
}
