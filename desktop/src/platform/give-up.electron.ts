import { dialog } from 'electron';
import { texts } from '../session/texts.ts';
import { log } from './log.ts';

/** A start that failed: written down, said in a window of the system since there is none of ours, and ended. */
export function giveUpStart(fault: unknown, processes: { exit(code: number): void }): void {
  log('start failed', {
    fault: String(fault),
    cause: fault instanceof Error && fault.cause instanceof Error ? fault.cause.message : '',
  });
  const { title, fault: advice } = texts['zh-CN'].start;
  dialog.showErrorBox(title, `${advice}\n\n${fault instanceof Error ? fault.message : String(fault)}`);
  processes.exit(1);
}
