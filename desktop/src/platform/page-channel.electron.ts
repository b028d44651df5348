import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { eventChannel, requestAtOnceChannel, requestChannel } from '@minjiang/shared/desktop';
import type { PageChannel, Sender } from './ports.ts';

export function electronPageChannel(window: BrowserWindow): PageChannel {
  function senderOf({ senderFrame: frame }: IpcMainInvokeEvent | IpcMainEvent): Sender {
    const isMainFrame = frame !== null && !window.isDestroyed() && frame === window.webContents.mainFrame;
    return { url: frame?.url ?? '', isMainFrame };
  }
  return {
    onRequest(handler) {
      ipcMain.handle(requestChannel, (event, request: unknown) => handler(request, senderOf(event)));
      return () => ipcMain.removeHandler(requestChannel);
    },
    onRequestAtOnce(handler) {
      const hear = (event: IpcMainEvent, request: unknown) => {
        event.returnValue = handler(request, senderOf(event));
      };
      ipcMain.on(requestAtOnceChannel, hear);
      return () => void ipcMain.off(requestAtOnceChannel, hear);
    },
    send(event) {
      if (!window.isDestroyed()) window.webContents.send(eventChannel, event);
    },
  };
}
