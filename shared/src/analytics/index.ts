export * from './periods.ts';
export * from './problems.ts';
export * as analyticsRoutes from './routes.ts';
export * from './schemas.ts';
