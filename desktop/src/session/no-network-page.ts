import { createHash } from 'node:crypto';
import { bridgeKey } from '@minjiang/shared/desktop';
import type { Texts } from './texts.ts';

const style = `
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #faf9f6; color: #1c2321;
         font: 24px/36px 'Noto Sans SC', 'Microsoft YaHei', sans-serif; }
  main { max-width: 34em; padding: 24px; }
  h1 { margin: 0 0 16px; font-size: 36px; line-height: 48px; }
  button { min-height: 60px; padding: 0 32px; border: 0; border-radius: 12px; background: #0b6b63; color: #fff; font: inherit; }
  button:disabled { background: #56716d; }
  button:focus-visible { outline: 3px solid #1c2321; outline-offset: 3px; }
  [role='status'] { min-height: 36px; }
`;

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

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The page for a learner without a network, whole in one text: it can be shown when nothing can be loaded. */
export function noNetworkPage(locale: string, { noNetwork: words }: Texts): string {
  const policy = `default-src 'none'; style-src ${sha256(style)}; script-src ${sha256(script)}`;
  return `<!doctype html>
<html lang="${escape(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escape(words.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(words.title)}</h1>
<p>${escape(words.explanation)}</p>
<p role="status" data-trying="${escape(words.trying)}" data-failed="${escape(words.failed)}"></p>
<button autofocus>${escape(words.retry)}</button>
</main>
<script>${script}</script>
</body>
</html>`;
}
