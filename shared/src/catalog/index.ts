export * from './check-arithmetic.ts';
export * from './checks.ts';
export * from './outline-import.ts';
export * as outlineRoutes from './outline-routes.ts';
export * from './problems.ts';
export * from './reading-allowance.ts';
export * as catalogRoutes from './routes.ts';
export * from './schemas.ts';
