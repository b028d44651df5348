export * from './cases.ts';
export * from './checks.ts';
export * from './problems.ts';
export * as integrityRoutes from './routes.ts';
