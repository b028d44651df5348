import type { BrowserWindow, Event, Input } from 'electron';
import type { LoadEvent, ShellWindow, WindowFacts } from './ports.ts';

/** What each event of the window tells by itself; asked at that very moment, some systems still answer the old state. */
const told: Readonly<Record<string, Partial<WindowFacts>>> = {
  focus: { focused: true },
  blur: { focused: false },
  show: { shown: true },
  hide: { shown: false },
  minimize: { minimised: true },
  restore: { minimised: false },
};
/** Chromium's code for a load that another load replaced; no failure. */
const replaced = -3;

/** The port over a window. A window that is closed already keeps still: lockdown is also undone after its end. */
export function electronShellWindow(window: BrowserWindow): ShellWindow {
  const contents = window.webContents;
  const whileOpen = (work: () => void) => {
    if (!window.isDestroyed()) work();
  };
  // The outcome of a load is told by its events; the promise says the same once more.
  const load = (url: string) => whileOpen(() => void window.loadURL(url).catch(() => undefined));
  const facts = (): WindowFacts =>
    window.isDestroyed()
      ? { focused: false, shown: false, minimised: false }
      : { focused: window.isFocused(), shown: window.isVisible(), minimised: window.isMinimized() };
  return {
    facts,
    onChange(listener) {
      // The overloads of `on` cannot say of a table that all its events have the same listener.
      const emitter: NodeJS.EventEmitter = window;
      const tellers = Object.entries(told).map(([event, news]) => {
        const tell = () => listener({ ...facts(), ...news });
        emitter.on(event, tell);
        return () => void emitter.off(event, tell);
      });
      return () => tellers.forEach((release) => release());
    },
    onLoad(listener: (event: LoadEvent) => void) {
      const loaded = (_event: Event, url: string, status: number) =>
        listener({ kind: 'loaded', url, status });
      const failed = (_event: Event, code: number, _text: string, url: string, isMainFrame: boolean) => {
        if (isMainFrame && code !== replaced) listener({ kind: 'failed', url });
      };
      // Told from within the event, a load in answer to it ends the whole program in some versions of Electron.
      const gone = () => void setImmediate(() => listener({ kind: 'gone' }));
      contents.on('did-navigate', loaded);
      contents.on('did-fail-load', failed);
      contents.on('render-process-gone', gone);
      return () => {
        contents.off('did-navigate', loaded);
        contents.off('did-fail-load', failed);
        contents.off('render-process-gone', gone);
      };
    },
    load,
    showOwnPage: (html) => load(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`),
    bringToFront: (steps) => whileOpen(() => steps.forEach((step) => window[step]())),
    fillScreen: (on) =>
      whileOpen(() => {
        window.setKiosk(on);
        window.setAlwaysOnTop(on, on ? 'screen-saver' : 'normal');
      }),
    protectContent: (on) => whileOpen(() => window.setContentProtection(on)),
    onKey(listener) {
      const hear = (_event: Event, input: Input) => {
        if (input.type === 'keyDown') listener(input);
      };
      contents.on('before-input-event', hear);
      return () => void contents.off('before-input-event', hear);
    },
    filterKeys(blocked) {
      const filter = (event: Event, input: Input) => {
        if (blocked(input)) event.preventDefault();
      };
      contents.on('before-input-event', filter);
      return () => void contents.off('before-input-event', filter);
    },
  };
}
