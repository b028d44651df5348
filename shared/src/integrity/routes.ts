export * from './cases-routes.ts';
export * from './checks-routes.ts';
