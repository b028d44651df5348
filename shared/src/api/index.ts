import { analyticsProblems, analyticsRoutes, exportProblems, exportRoutes } from '../analytics/index.ts';
import { catalogProblems, catalogRoutes, outlineRoutes } from '../catalog/index.ts';
import { classesProblems, classesRoutes } from '../classes/index.ts';
import { contentProblems, contentRoutes } from '../content/index.ts';
import { identityProblems, identityRoutes } from '../identity/index.ts';
import { importProblems, kernelProblems, type Contract, type ProblemTable } from '../kernel/index.ts';
import { caseRoutes, checkRoutes, integrityProblems } from '../integrity/index.ts';
import { learningProblems, learningRoutes } from '../learning/index.ts';
import { messagingRoutes } from '../messaging/index.ts';
import { siteRoutes } from '../site/index.ts';

/** Every contract of the platform, in the order of the document. */
export const allRoutes: readonly Contract[] = [
  siteRoutes,
  identityRoutes,
  catalogRoutes,
  outlineRoutes,
  contentRoutes,
  classesRoutes,
  learningRoutes,
  caseRoutes,
  checkRoutes,
  analyticsRoutes,
  exportRoutes,
  messagingRoutes,
].flatMap((routes) => Object.values(routes) as Contract[]);

/** Every problem code with its status. */
export const allProblems: ProblemTable = {
  ...kernelProblems,
  ...importProblems,
  ...identityProblems,
  ...catalogProblems,
  ...contentProblems,
  ...classesProblems,
  ...learningProblems,
  ...integrityProblems,
  ...analyticsProblems,
  ...exportProblems,
};
