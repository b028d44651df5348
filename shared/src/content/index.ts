export * from './problems.ts';
export * as contentRoutes from './routes.ts';
export * from './schemas.ts';
