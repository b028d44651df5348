export * from './check-arithmetic.ts';
export * from './checks.ts';
export * from './problems.ts';
export * from './reading-allowance.ts';
export * as catalogRoutes from './routes.ts';
export * from './schemas.ts';
