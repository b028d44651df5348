export * from './beats.ts';
export * from './problems.ts';
export * as learningRoutes from './routes.ts';
export * from './schemas.ts';
