import problems from '../api/texts/zh-CN.json';
import analytics from '../analytics/texts/zh-CN.json';
import catalog from '../catalog/texts/zh-CN.json';
import classes from '../classes/texts/zh-CN.json';
import content from '../content/texts/zh-CN.json';
import identity from '../identity/texts/zh-CN.json';
import learning from '../learning/texts/zh-CN.json';
import ops from '../ops/texts/zh-CN.json';
import shell from '../shell/texts/zh-CN.json';
import ui from '../ui/texts/zh-CN.json';

/** All texts in Chinese, the source language; the first part of a key is the module. */
export default { ui, problems, shell, identity, catalog, content, classes, learning, ops, analytics };
