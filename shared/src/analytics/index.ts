export * from './dashboard.ts';
export * from './periods.ts';
export * from './problems.ts';
export * from './resources.ts';
export * as analyticsRoutes from './routes.ts';
export * from './schemas.ts';
export * from './export-problems.ts';
export * as exportRoutes from './export-routes.ts';
export * from './exports.ts';
