import type { ProblemTable } from '../kernel/index.ts';

export const analyticsProblems = {} as const satisfies ProblemTable;
