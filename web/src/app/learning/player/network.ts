import { signal } from '@angular/core';

/**
 * Whether this device has no network at all.
 * @param back called whenever it has one again
 */
export function watchNetwork(back: () => void) {
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
