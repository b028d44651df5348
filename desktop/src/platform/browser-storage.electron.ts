import type { Event, Session } from 'electron';
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
  };
}
