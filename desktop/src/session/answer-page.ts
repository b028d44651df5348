import {
  pageAnswers,
  pageRequest,
  type Attention,
  type PageRequest,
  type ShellFacts,
} from '@minjiang/shared/desktop';
import { mayNavigate } from '../integrity/navigation-policy.ts';
import type { Sender } from '../platform/ports.ts';

/** What may be asked, and by which page. */
const askers: Readonly<Record<PageRequest['ask'], 'portal' | 'own-page'>> = {
  facts: 'portal',
  resume: 'portal',
  retry: 'own-page',
};

/** The page that a message came from; only the program itself can load a `data:` address into the main frame. */
function pageOf(sender: Sender, serverOrigin: string): 'portal' | 'own-page' | undefined {
  if (!sender.isMainFrame) return undefined;
  if (sender.url.startsWith('data:text/html')) return 'own-page';
  return mayNavigate(sender.url, serverOrigin) ? 'portal' : undefined;
}

/**
 * Answers the page's requests, each checked by the contract on its way in and out.
 * The answer rejects a message of the wrong shape, and one from a frame or page that may not ask this.
 */
export function answerPage(
  serverOrigin: string,
  answers: { facts(): ShellFacts; resume(): Attention; retry(): Promise<boolean> },
): (request: unknown, sender: Sender) => Promise<unknown> {
  return async (request, sender) => {
    const read = pageRequest.safeParse(request);
    if (!read.success) throw new Error('no such request in this version of the bridge');
    const { ask } = read.data;
    if (pageOf(sender, serverOrigin) !== askers[ask]) throw new Error(`this page may not ask for ${ask}`);
    return pageAnswers[ask].parse(await answers[ask]());
  };
}
