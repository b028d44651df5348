import type { BrowserWindow } from 'electron';
import { pageAnswers } from '../session/page-answers.ts';
import type { Clock } from './ports.ts';

/** A world of its own, so that nothing the page does to its globals can answer for it. */
const world = 990;

/** Whether the window's page answers, to be asked again and again. */
export function electronAnswering({ webContents }: BrowserWindow, clock: Clock): () => boolean {
  const { answers, forget } = pageAnswers(clock, {
    isLoading: () => webContents.isLoadingMainFrame(),
    ask: () => webContents.executeJavaScriptInIsolatedWorld(world, [{ code: '0' }]),
  });
  webContents.on('render-process-gone', forget);
  webContents.on('did-stop-loading', forget);
  return answers;
}
