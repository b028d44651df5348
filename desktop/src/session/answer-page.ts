import {
  pageAnswers,
  pageRequest,
  type Asked,
  type AskedOf,
  type PageAnswer,
  type PageRequest,
} from '@minjiang/shared/desktop';
import { mayNavigate } from '../integrity/navigation-policy.ts';
import type { Sender } from '../platform/ports.ts';

/** What may be asked, and by which page. */
const askers: Readonly<Record<Asked, 'portal' | 'own-page' | 'both'>> = {
  facts: 'portal',
  resume: 'portal',
  retry: 'own-page',
  staffPage: 'both',
  staffReturn: 'own-page',
  staffExit: 'own-page',
  enrolment: 'portal',
  enrolled: 'portal',
  openLease: 'portal',
  agree: 'portal',
  seal: 'portal',
  read: 'portal',
  parted: 'portal',
};

/** The page that a message came from; only the program itself can load a `data:` address into the main frame. */
function pageOf(sender: Sender, serverOrigin: string): 'portal' | 'own-page' | undefined {
  if (!sender.isMainFrame) return undefined;
  if (sender.url.startsWith('data:text/html')) return 'own-page';
  return mayNavigate(sender.url, serverOrigin) ? 'portal' : undefined;
}

/** Who answers each request. */
export type Answers = {
  readonly [Ask in Asked]: (of: AskedOf<Ask>) => PageAnswer<Ask> | Promise<PageAnswer<Ask>>;
};

/**
 * Answers the page's requests, each checked by the contract on its way in and out.
 * The answer rejects a message of the wrong shape, and one from a frame or page that may not ask this.
 */
export function answerPage(
  serverOrigin: string,
  answers: Answers,
): (request: unknown, sender: Sender) => Promise<unknown> {
  return async (request, sender) => {
    const asked = readRequest(request, sender, serverOrigin);
    const { ask } = asked;
    const given = 'of' in asked ? asked.of : undefined;
    // Each answer takes what the contract of its own request describes, which was parsed above.
    const answer = answers[ask] as (of: unknown) => unknown;
    return pageAnswers[ask].parse(await answer(given));
  };
}

/**
 * Seals for a page that is going away, which waits for it.
 * The answer is null for everything else, as for a beat whose lease has no key: it goes without a seal.
 */
export function sealAtOnce(
  serverOrigin: string,
  seal: (of: AskedOf<'seal'>) => PageAnswer<'seal'>,
): (request: unknown, sender: Sender) => PageAnswer<'seal'> {
  return (request, sender) => {
    try {
      const asked = readRequest(request, sender, serverOrigin);
      return asked.ask === 'seal' ? pageAnswers.seal.parse(seal(asked.of)) : null;
    } catch {
      return null;
    }
  };
}

function readRequest(request: unknown, sender: Sender, serverOrigin: string): PageRequest {
  const read = pageRequest.safeParse(request);
  if (!read.success) throw new Error('no such request in this version of the bridge');
  const { ask } = read.data;
  const page = pageOf(sender, serverOrigin);
  const may = askers[ask] === 'both' ? page !== undefined : page === askers[ask];
  if (!may) throw new Error(`this page may not ask for ${ask}`);
  return read.data;
}
