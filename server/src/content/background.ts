import type { ContentContext } from './context.ts';
import { processAsset, processJob } from './processing/process-asset.ts';
import { requeue } from './processing/requeue.ts';
import { forgetAbandoned } from './uploads/forget-upload.ts';

const everyMs = 60_000;
/** Longer than any film may take; pg-boss allows less than a day. */
const expireInSeconds = 23 * 3600;

/** Declares the job and answers what starts and stops the work of this module in a worker process. */
export function makeBackground(context: ContentContext) {
  const { jobs, log, ffmpegPath } = context;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let tidying: Promise<void> = Promise.resolve();

  jobs.define<{ assetId: string }>(
    processJob,
    { concurrency: 1, retries: 2, retryDelaySeconds: 30, expireInSeconds },
    async ({ assetId }, signal) => {
      const work = processAsset(context, ffmpegPath, assetId, AbortSignal.any([signal, stopping.signal]));
      running.add(work);
      await work.finally(() => running.delete(work));
    },
  );

  async function tidy(): Promise<void> {
    try {
      await forgetAbandoned(context);
      // Without ffmpeg nothing can be done about those that wait.
      if (ffmpegPath) await requeue(context);
    } catch (error) {
      log.error({ err: error }, 'content could not be tidied');
    }
  }

  return {
    /** Takes up interrupted work at once, and looks again every minute. Call it when jobs have started. */
    async start(): Promise<void> {
      if (!ffmpegPath) log.warn('no ffmpeg was found: uploads wait until it is installed');
      tidying = tidy();
      await tidying;
      timer = setInterval(() => void (tidying = tidy()), everyMs);
    },
    /** Ends the work under way, which stays queued for the next start. */
    async stop(): Promise<void> {
      stopping.abort();
      clearInterval(timer);
      await Promise.allSettled([...running, tidying]);
    },
  };
}
