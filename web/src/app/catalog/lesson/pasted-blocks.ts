import type { Block } from '@minjiang/shared/catalog';
import { plainText } from '@minjiang/shared/kernel';

const longestParagraph = 5000;
const longestHeading = 200;
const longestItem = 500;
const mostItems = 50;

const leaf = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'HEAD',
  'META',
  'LINK',
  'NOSCRIPT',
  'SVG',
  'IFRAME',
  'OBJECT',
]);
const boxes = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM HEADER HR MAIN NAV P PRE SECTION TABLE TBODY THEAD TFOOT TR UL OL LI H1 H2 H3 H4 H5 H6'.split(
    ' ',
  ),
);

/**
 * Plain blocks of pasted rich text: headings, paragraphs, lists, quotations as notices, table rows as lines.
 * Pictures are left out: they must be uploaded, and have a description.
 */
export function blocksOfHtml(html: string): Block[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const blocks: Block[] = [];
  let line = '';
  const end = () => {
    blocks.push(...paragraphs(line));
    line = '';
  };
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      line += (node.textContent ?? '').replace(/\s+/g, ' ');
      return;
    }
    if (!(node instanceof Element) || leaf.has(node.tagName.toUpperCase())) return;
    const tag = node.tagName;
    if (tag === 'BR') {
      line += '\n';
    } else if (/^H[1-6]$/.test(tag)) {
      end();
      blocks.push(...heading(textOf(node)));
    } else if (tag === 'UL' || tag === 'OL') {
      end();
      blocks.push(...lists(node, tag === 'OL'));
    } else if (tag === 'BLOCKQUOTE') {
      end();
      blocks.push(...notice(textOf(node)));
    } else if (tag === 'TR') {
      end();
      const cells = [...node.children].map((cell) => textOf(cell).replace(/\n+/g, ' '));
      blocks.push(...paragraphs(cells.filter(Boolean).join(' | ')));
    } else {
      const box = boxes.has(tag);
      if (box) end();
      node.childNodes.forEach(walk);
      if (box) end();
    }
  };
  walk(page.body);
  end();
  return blocks;
}

/** Paragraphs of plain text, divided at empty lines. */
export const blocksOfText = (text: string): Block[] =>
  plainText(text)
    .split(/\n\s*\n/)
    .flatMap(paragraphs);

function textOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  copy.querySelectorAll('br').forEach((br) => br.replaceWith('\n'));
  copy.querySelectorAll('script, style').forEach((each) => each.remove());
  return clean(copy.textContent.replace(/[^\S\n]+/g, ' '));
}

const clean = (text: string) =>
  plainText(text)
    .split('\n')
    .map((each) => each.replace(/[\s\u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

function pieces(text: string, longest: number): string[] {
  const characters = clean(text);
  const found: string[] = [];
  for (let from = 0; from < characters.length; from += longest)
    found.push(characters.slice(from, from + longest));
  return found.filter((piece) => piece.trim());
}

const paragraphs = (text: string): Block[] =>
  pieces(text, longestParagraph).map((piece) => ({ type: 'paragraph', text: piece }));

function heading(text: string): Block[] {
  const line = text.replace(/\s+/g, ' ');
  if (!line) return [];
  return line.length <= longestHeading ? [{ type: 'heading', text: line }] : paragraphs(line);
}

const notice = (text: string): Block[] =>
  pieces(text, 1000).map((piece) => ({ type: 'notice', text: piece }));

function lists(list: Element, ordered: boolean): Block[] {
  const items = [...list.querySelectorAll('li')]
    .map((item) => {
      const own = item.cloneNode(true) as Element;
      own.querySelectorAll('ul, ol').forEach((inner) => inner.remove());
      return textOf(own).replace(/\n+/g, ' ').slice(0, longestItem);
    })
    .filter(Boolean);
  const found: Block[] = [];
  for (let from = 0; from < items.length; from += mostItems) {
    found.push({ type: 'list', ordered, items: items.slice(from, from + mostItems) });
  }
  return found;
}
