export { inviteOperators } from './operators.ts';
