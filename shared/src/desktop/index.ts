export * from './attention.ts';
export * from './beat-seal.ts';
export * from './bridge.ts';
export * from './device-bytes.ts';
export * from './messages.ts';
