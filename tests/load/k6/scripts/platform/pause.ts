import { setTimeout } from 'k6/timers';
import { settings } from './settings.ts';

/** Real time: of the server's clock, which nobody can hurry. */
export const seconds = (count: number): Promise<void> =>
  new Promise((resolve) => setTimeout(() => resolve(), count * 1000));

/** The time in which a person reads a page before the next step, half or one and a half times as long too. */
export const think = (about: number): Promise<void> => seconds(about * (0.5 + Math.random()) * settings.pace);
