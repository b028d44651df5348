export * from './canonical.ts';
export * from './clock.ts';
export * from './ids.ts';
export * from './imports.ts';
export * from './page.ts';
export * from './plain-text.ts';
export * from './problem.ts';
export * from './route.ts';
