import type { ShellEvent } from '@minjiang/shared/desktop';
import type { FocusFacts, SessionFacts } from '../integrity/focus-policy.ts';
import type { FrontStep } from '../integrity/second-start.ts';
import type { MachineFacts } from '../sensing/machine-signals.ts';
import type { KeyPress } from '../lockdown/blocked-keys.ts';

/** Ends what a call began: a subscription, a timer, a block. Calling it twice does no harm. */
export type Release = () => void;

/** What became of loading a page into the main frame. */
export type LoadEvent =
  | { readonly kind: 'loaded'; readonly url: string; readonly status: number }
  | { readonly kind: 'failed'; readonly url: string }
  /** The process of the page crashed or was killed. */
  | { readonly kind: 'gone' };

export type WindowFacts = Pick<FocusFacts, 'focused' | 'shown' | 'minimised'>;

/** The one window of the program. */
export interface ShellWindow {
  facts(): WindowFacts;
  onChange(listener: (facts: WindowFacts) => void): Release;
  onLoad(listener: (event: LoadEvent) => void): Release;
  load(url: string): void;
  /** Shows a page of the program's own, given as its whole HTML. */
  showOwnPage(html: string): void;
  bringToFront(steps: readonly FrontStep[]): void;
  fillScreen(on: boolean): void;
  protectContent(on: boolean): void;
  filterKeys(blocked: (key: KeyPress) => boolean): Release;
  /** Every key that goes down in the window, also one that the page never sees. */
  onKey(listener: (key: KeyPress) => void): Release;
}

export interface Displays {
  count(): number;
  onChange(listener: () => void): Release;
}

/** The machine's power and the person's session on it. */
export interface Power {
  onChange(listener: (facts: Partial<SessionFacts>) => void): Release;
  /** Keeps machine and display awake until released. */
  keepAwake(): Release;
}

/** What logind of a Linux machine says, as its printed answers and signals. */
export interface SessionBus {
  /** The object of the person's own session. */
  ownSession(): Promise<string>;
  propertiesOf(sessionPath: string): Promise<string>;
  /** Every signal as a line, until the bus cannot be heard any more or it is released. */
  listen(onLine: (line: string) => void, onEnd: () => void): Release;
}

/** The machine itself, as far as sensors look at it. */
export interface Machine {
  /** How often it may be asked without being felt. */
  readonly lookEveryMs: number;
  facts(): Promise<MachineFacts>;
}

/** This program's own process, and others started beside it. */
export interface Processes {
  /** True for the first start of the program; the first is told of every later one. */
  claimSingleInstance(): boolean;
  onSecondStart(listener: () => void): void;
  /** Waits for the work before the program ends, however it is asked to end. */
  beforeExit(work: () => Promise<void>): void;
  exit(code: number): void;
  /** Ends the program in order, with a code. */
  end(code: number): void;
}

export interface Shortcuts {
  /** Takes key combinations away from the whole machine; answers those that it could not take. */
  block(combinations: readonly string[]): { readonly missed: readonly string[]; readonly release: Release };
}

/** What was copied last, in every way the system has of it. */
export interface Clipboard {
  clear(): void;
}

/** The browser under the page: what it keeps on this machine, and what it lets a page do with it. */
export interface BrowserStorage {
  wipe(): Promise<void>;
  refuseDownloads(): Release;
  /** Pages get no dialog of the system, printing first of all, whatever their scripts ask for. */
  confinePages(): Release;
}

/** A connection to the server that comes back by itself. */
export interface LinkSocket {
  open(): void;
  close(): void;
  on(event: string, listener: (payload: unknown) => void): void;
  /** It is gone; `byServer` when the server ended it, after which it comes back only if it is opened. */
  onCut(listener: (byServer: boolean) => void): void;
  /** Rejects when no answer comes in time. */
  ask(event: string, payload: unknown): Promise<unknown>;
}

/** Whether the server answers at all, and what it says. */
export interface ServerProbe {
  reached(): Promise<boolean>;
  /** Least version of this program; null where any will do, undefined where nothing is known. */
  leastProgram(): Promise<string | null | undefined>;
}

/** The person at the machine, as far as clearing up behind him needs to know. */
export interface Visitor {
  /** Any key, touch or movement in the window. */
  onAct(listener: () => void): Release;
  /** The platform's session in this browser was opened or ended. */
  onSession(listener: (open: boolean) => void): Release;
  onMedia(listener: (playing: boolean) => void): Release;
}

export interface Clock {
  /** Milliseconds that only ever grow, whatever is done to the machine's clock. */
  now(): number;
  after(ms: number, work: () => void): Release;
}

/** Who sent a message: the frame's address, and whether it is the main frame of our window. */
export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** The wire between shell and page. A handler that throws rejects the page's call with its message. */
export interface PageChannel {
  onRequest(handler: (request: unknown, sender: Sender) => Promise<unknown>): Release;
  /** For what a page asks while it goes away, which waits for the answer; this handler never throws. */
  onRequestAtOnce(handler: (request: unknown, sender: Sender) => unknown): Release;
  send(event: ShellEvent): void;
}
