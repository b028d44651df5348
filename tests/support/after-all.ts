import { closeTheBrowser } from './browser/browser.ts';
import { strikeStage } from './stage.ts';

afterAll(async () => {
  await closeTheBrowser();
  await strikeStage();
}, 30_000);
