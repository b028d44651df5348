export * from './beat-seal.ts';
export * from './beats.ts';
export * from './problems.ts';
export { ledgerHead, type LedgerHead } from './ledger-heads.ts';
export * from './proof.ts';
export * from './prove.ts';
export * from './ratings.ts';
export * as learningRoutes from './routes.ts';
export * from './schemas.ts';
