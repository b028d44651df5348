import { effect, type Signal, signal, untracked } from '@angular/core';

/**
 * Whether this device has no network at all.
 * @param connected whether the socket reaches the server, which a device may lose without losing its own network
 * @param back called whenever one of the two is there again
 */
export function watchNetwork(connected: Signal<boolean>, back: () => void) {
  effect(() => {
    if (connected()) untracked(back);
  });
  const cutOff = signal(!navigator.onLine);
  const look = () => {
    cutOff.set(!navigator.onLine);
    if (navigator.onLine) back();
  };
  addEventListener('online', look);
  addEventListener('offline', look);
  return {
    cutOff: cutOff.asReadonly(),
    stop(): void {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    },
  };
}
