export * from './notices.ts';
export * as messagingRoutes from './routes.ts';
