import problems from '../api/texts/en.json';
import analytics from '../analytics/texts/en.json';
import catalog from '../catalog/texts/en.json';
import classes from '../classes/texts/en.json';
import content from '../content/texts/en.json';
import identity from '../identity/texts/en.json';
import learning from '../learning/texts/en.json';
import ops from '../ops/texts/en.json';
import shell from '../shell/texts/en.json';
import ui from '../ui/texts/en.json';

/** All texts in English; the first part of a key is the module. */
export default { ui, problems, shell, identity, catalog, content, classes, learning, ops, analytics };
