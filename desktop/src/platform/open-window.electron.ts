import { BrowserWindow, Menu, session, type Event } from 'electron';
import type { PermissionWish } from '../integrity/navigation-policy.ts';

interface WindowSettings {
  readonly preload: string;
  /** Name of the browser session; its data is on disk only if it begins with `persist:`. */
  readonly partition: string;
  /** What the preload is told. */
  readonly told: readonly string[];
  readonly mayNavigate: (address: string) => boolean;
  readonly mayUse: (wish: PermissionWish) => boolean;
}

/**
 * Opens the one window with everything that must hold before a page is loaded, in both modes and for good: no Node in
 * the page, no menu, no developer tools, no second window, no other origin, no permission that was not thought of.
 */
export function openWindow({ preload, partition, told, mayNavigate, mayUse }: WindowSettings): BrowserWindow {
  Menu.setApplicationMenu(null);
  const browserSession = session.fromPartition(partition);
  browserSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(mayUse({ permission, media, origin: details.requestingUrl }));
  });
  browserSession.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
    mayUse({ permission, media: mediaType ? [mediaType] : [], origin }),
  );
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 360,
    minHeight: 600,
    backgroundColor: '#FAF9F6',
    webPreferences: {
      preload,
      additionalArguments: [...told],
      session: browserSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      // Chromium would fetch dictionaries from a host that is not ours.
      spellcheck: false,
    },
  });
  const contents = window.webContents;
  const guard = (event: Event<{ url: string }>) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', guard);
  contents.on('will-redirect', guard);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  return window;
}
