export * from './plain-text.ts';
export * from './problems.ts';
export * as catalogRoutes from './routes.ts';
export * from './schemas.ts';
