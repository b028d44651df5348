import { dirname, relative, resolve, sep } from 'node:path';

/**
 * The folders that hold modules, and in each the foundations: what every module stands on and what knows none of
 * them. A foundation with a door is entered through it like a module.
 */
const areas = [
  { folder: 'server/src', foundations: ['platform'], doors: true, open: ['demo'] },
  { folder: 'shared/src', foundations: ['kernel'], doors: true, open: [] },
  // `texts` gathers the text files of all modules, so it belongs to none and to all of them.
  { folder: 'web/src/app', foundations: ['api', 'ui', 'shell', 'testing'], doors: false, open: ['texts'] },
];
/** The second door is for the process that only takes beats: what is behind it loads little. */
const doorsOf = ['index.ts', 'realtime.ts'];
const root = resolve(import.meta.dirname, '../../..');

/** A module is entered through its index.ts alone, and a foundation imports no module. */
export const doors = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      foundation: '{{from}} is what modules stand on: it must not import {{to}}.',
      door: '{{to}} is entered through its index.ts (or realtime.ts) alone.',
    },
  },
  create(context) {
    const from = placeOf(context.filename);
    if (from === null) return {};
    const check = (node, source) => {
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const to = placeOf(resolve(dirname(context.filename), source));
      const messageId = to && faultOf(from, to);
      if (messageId) context.report({ node, messageId, data: { from: from.part, to: to.part } });
    };
    const visit = (node) => check(node, node.source?.value);
    return {
      ImportDeclaration: visit,
      ExportNamedDeclaration: visit,
      ExportAllDeclaration: visit,
      ImportExpression: visit,
    };
  },
};

/** Which part of which area a file belongs to; files beside the parts compose them (`part` is empty). */
function placeOf(file) {
  const path = relative(root, file).split(sep).join('/');
  const area = areas.find(({ folder }) => path.startsWith(`${folder}/`));
  if (area === undefined) return null;
  const steps = path.slice(area.folder.length + 1).split('/');
  const inside = steps.slice(1).join('/');
  return { area, part: steps.length > 1 ? steps[0] : '', inside, testing: isTesting(path) };
}

function isTesting(path) {
  return /\.(spec|harness)\.ts$|\/testing\//.test(path);
}

function faultOf(from, to) {
  if (from.area !== to.area || from.part === to.part || to.part === '') return null;
  const { foundations, doors: haveDoors, open } = to.area;
  // Specs build their worlds from what other parts lend them for that.
  if (from.testing && to.testing) return null;
  const toFoundation = foundations.includes(to.part);
  if (open.includes(to.part) || open.includes(from.part)) return null;
  if (foundations.includes(from.part) && !toFoundation) return 'foundation';
  if (toFoundation && (!haveDoors || from.part === '')) return null;
  // The routes of a module are loaded by the one list of all routes.
  if (from.part === '' && to.inside === 'routes.ts') return null;
  return doorsOf.includes(to.inside) ? null : 'door';
}
