import { screen } from 'electron';
import type { Displays } from './ports.ts';

/** Displays as the system counts them: mirrored ones are one. To be made after the program is ready. */
export function electronDisplays(): Displays {
  return {
    count: () => screen.getAllDisplays().length,
    onChange(listener) {
      screen.on('display-added', listener);
      screen.on('display-removed', listener);
      return () => {
        screen.off('display-added', listener);
        screen.off('display-removed', listener);
      };
    },
  };
}
