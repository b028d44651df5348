import { bridgeKey } from '@minjiang/shared/desktop';
import { escapeText, ownPage } from './own-page.ts';
import type { Texts } from './texts.ts';

const script = `
  const button = document.querySelector('button');
  const status = document.querySelector('[role=status]');
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = status.dataset.trying;
    const reached = await window.${bridgeKey}.retry().catch(() => false);
    if (reached) return;
    status.textContent = status.dataset.failed;
    button.disabled = false;
    button.focus();
  });
`;

/** The page for a learner without a network. */
export function noNetworkPage(locale: string, { noNetwork: words }: Texts): string {
  const body = `<p>${escapeText(words.explanation)}</p>
<p role="status" data-trying="${escapeText(words.trying)}" data-failed="${escapeText(words.failed)}"></p>
<button autofocus>${escapeText(words.retry)}</button>`;
  return ownPage({ locale, title: words.title, body, script });
}
