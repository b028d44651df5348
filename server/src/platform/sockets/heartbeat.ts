/**
 * A ping and its answer cost half a beat, and a page that studies is heard with every beat anyway. So pings only find
 * pages whose network vanished, and keep the way open of pages that rest: most networks let a silent connection live
 * for five minutes. A page that hears none for both times together connects anew. Whatever stands before the platform
 * must let a connection be silent for longer than that.
 */
export const heartbeat = { pingInterval: 240_000, pingTimeout: 60_000 };
