export * from './cases.ts';
export * from './checks.ts';
export * from './problems.ts';
export * as caseRoutes from './cases-routes.ts';
export * as checkRoutes from './checks-routes.ts';
export * as integrityRoutes from './routes.ts';
