import { createHash } from 'node:crypto';

const style = `
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #faf9f6; color: #1c2321;
         font: 24px/36px 'Noto Sans SC', 'Microsoft YaHei', sans-serif; }
  main { max-width: 34em; padding: 24px; }
  h1 { margin: 0 0 16px; font-size: 36px; line-height: 48px; }
  .facts { color: #56615e; font-variant-numeric: tabular-nums; }
  button { min-height: 60px; padding: 0 32px; border: 0; border-radius: 12px; background: #0b6b63; color: #fff; font: inherit; }
  button.quiet { background: none; color: #0b6b63; border: 1px solid #56716d; }
  button:disabled { background: #56716d; color: #fff; }
  label { display: block; }
  input { box-sizing: border-box; width: 100%; max-width: 20em; min-height: 60px; padding: 0 16px; border: 1px solid #56716d;
          border-radius: 12px; background: #fff; color: inherit; font: inherit; }
  .corner { position: fixed; right: 16px; bottom: 16px; min-height: 44px; padding: 0 16px; font-size: 18px; }
  button:focus-visible, input:focus-visible { outline: 3px solid #1c2321; outline-offset: 3px; }
  [role='status'] { min-height: 36px; }
`;

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
export const escapeText = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export interface OwnPage {
  readonly locale: string;
  readonly title: string;
  /** Markup of what stands below the title. */
  readonly body: string;
  readonly script?: string;
}

/** A page of the program's own, whole in one text: it can be shown when nothing can be loaded. */
export function ownPage({ locale, title, body, script }: OwnPage): string {
  const scripts = script === undefined ? `'none'` : sha256(script);
  const policy = `default-src 'none'; style-src ${sha256(style)}; script-src ${scripts}`;
  return `<!doctype html>
<html lang="${escapeText(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeText(title)}</h1>
${body}
</main>${script === undefined ? '' : `\n<script>${script}</script>`}
</body>
</html>`;
}
