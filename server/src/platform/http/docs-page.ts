import type { Contract, ProblemTable } from '@minjiang/shared/kernel';

const escape = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char,
  );

/** The contracts as one readable page without a script. */
export function docsPageOf(contracts: readonly Contract[], problems: ProblemTable): string {
  const groups = Map.groupBy(contracts, ({ id }) => id.split('.')[0]!);
  const sections = [...groups].map(
    ([module, routes]) =>
      `<section><h2 id="${module}">${module}</h2>${routes.map((each) => one(each, problems)).join('')}</section>`,
  );
  const index = [...groups.keys()].map((module) => `<a href="#${module}">${module}</a>`).join(' · ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Minjiang: interface</title><style>${style}</style></head><body><main><h1>Minjiang: interface</h1>
<p>Times are RFC 3339, durations and positions milliseconds; within version 1 shapes only grow. Sign in with
<code>POST /api/v1/sign-in</code> and keep the cookie. Faults are problem documents with a stable <code>code</code>.
Shapes in full: <a href="/api/openapi.json">openapi.json</a>.</p><nav aria-label="Modules">${index}</nav>${sections.join('')}</main></body></html>`;
}

function one(contract: Contract, problems: ProblemTable): string {
  const codes = contract.problems
    .map(
      (code) =>
        `<li><code>${code}</code> ${problems[code]?.status ?? ''} ${escape(problems[code]?.title ?? '')}</li>`,
    )
    .join('');
  return `<article><h3><b>${contract.method}</b> <code>${escape(contract.path)}</code></h3><p>${escape(contract.summary)}</p>
<p class="rule">${escape(contract.id)} · permission ${escape(contract.permission)} · scope ${contract.scope.of}</p>${codes ? `<ul>${codes}</ul>` : ''}</article>`;
}

const style = `body{margin:0;background:#FAF9F6;color:#1C2321;font:17px/1.6 system-ui,sans-serif}main{max-width:900px;margin:0 auto;padding:24px}
h1{font-size:28px}h2{margin:40px 0 8px;font-size:22px}article{background:#fff;border:1px solid #E3E1DA;border-radius:12px;padding:12px 20px;margin:12px 0}
h3{margin:0;font-size:17px;overflow-wrap:anywhere}h3 b{color:#0B6B63}p{margin:4px 0}.rule,li{color:#59625F;font-size:15px}a{color:#0B6B63}`;
