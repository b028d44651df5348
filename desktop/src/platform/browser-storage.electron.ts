import type { Event, Session } from 'electron';
import { confine } from '../integrity/confined-page.ts';
import type { BrowserStorage } from './ports.ts';

export function electronBrowserStorage(session: Session): BrowserStorage {
  return {
    async wipe() {
      await session.clearData();
      await session.clearAuthCache();
      await session.closeAllConnections();
    },
    refuseDownloads() {
      const refuse = (event: Event) => event.preventDefault();
      session.on('will-download', refuse);
      return () => void session.off('will-download', refuse);
    },
    confinePages() {
      const { webRequest } = session;
      webRequest.onHeadersReceived(({ resourceType, responseHeaders = {} }, answer) => {
        const isPage = resourceType === 'mainFrame' || resourceType === 'subFrame';
        answer(isPage ? { responseHeaders: confine(responseHeaders) } : {});
      });
      return () => webRequest.onHeadersReceived(null);
    },
  };
}
