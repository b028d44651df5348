export * from './device-bytes.ts';
export * from './devices.ts';
export * from './messages.ts';
export * from './problems.ts';
export * from './roles.ts';
export * as identityRoutes from './routes.ts';
export * from './schemas.ts';
