export * from './attention.ts';
export * from './bridge.ts';
export * from './messages.ts';
