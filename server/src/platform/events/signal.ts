/**
 * A short message to pages that are open somewhere, through whichever process holds their socket. Never truth:
 * a lost signal only means that a page learns a little later.
 */
export interface Signal {
  /** `account:<id>`, `session:<id>`, `organisation:<id>`; of machines `device:<id>` */
  readonly room: string;
  /** Another namespace than that of pages. */
  readonly namespace?: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Cuts the sockets of the room after telling them. */
  readonly disconnect?: boolean;
  /** The sockets of the room are asked for anew who speaks through them. */
  readonly doubt?: boolean;
}

/** Tells pages of a signal whose transaction has committed. Never throws, waits for nobody. */
export type Publish = (signal: Signal) => void;
