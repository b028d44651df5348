import { ipcMain, type BrowserWindow } from 'electron';
import { eventChannel, requestChannel } from '@minjiang/shared/desktop';
import type { PageChannel } from './ports.ts';

export function electronPageChannel(window: BrowserWindow): PageChannel {
  return {
    onRequest(handler) {
      ipcMain.handle(requestChannel, (event, request: unknown) => {
        const frame = event.senderFrame;
        const isMainFrame = frame !== null && !window.isDestroyed() && frame === window.webContents.mainFrame;
        return handler(request, { url: frame?.url ?? '', isMainFrame });
      });
      return () => ipcMain.removeHandler(requestChannel);
    },
    send(event) {
      if (!window.isDestroyed()) window.webContents.send(eventChannel, event);
    },
  };
}
