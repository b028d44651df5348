export * from './attendance.ts';
export * from './problems.ts';
export * as classesRoutes from './routes.ts';
export * from './schemas.ts';
