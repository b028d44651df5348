import { bridgeKey } from '@minjiang/shared/desktop';
import { escapeText, ownPage } from './own-page.ts';
import type { Texts } from './texts.ts';

const script = `
  const [button, staff] = document.querySelectorAll('button');
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
  if (staff) staff.addEventListener('click', () => window.${bridgeKey}.staffPage());
`;

/**
 * The page for a learner without a network.
 * @param leavable whether the staff may leave the program: the page then leads there
 */
export function noNetworkPage(locale: string, { noNetwork: words, staff }: Texts, leavable: boolean): string {
  const corner = `<button class="quiet corner">${escapeText(staff.open)}</button>`;
  const body = `<p>${escapeText(words.explanation)}</p>
<p role="status" data-trying="${escapeText(words.trying)}" data-failed="${escapeText(words.failed)}"></p>
<button autofocus>${escapeText(words.retry)}</button>${leavable ? `\n${corner}` : ''}`;
  return ownPage({ locale, title: words.title, body, script });
}
