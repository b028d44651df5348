import type { StaffRole } from '@minjiang/shared/identity';
import { localOffsetMs } from '@minjiang/shared/kernel';

export interface PrintedCode {
  readonly userName: string;
  readonly role: StaffRole;
  readonly code: string;
  readonly expiresAt: string;
}

/** Three separate people; each account bears its duty as name until the operators have made their own. */
export const operators = [
  { userName: 'sysadmin', name: '系统管理员', role: 'system-admin' },
  { userName: 'secadmin', name: '安全管理员', role: 'security-admin' },
  { userName: 'auditor', name: '审计管理员', role: 'audit-admin' },
] as const;

/** What the terminal says once; a code works once, at `/activate`. */
export function startLines(codes: readonly PrintedCode[]): string[] {
  const until = new Date(Date.parse(codes[0]!.expiresAt) + localOffsetMs).toISOString().slice(0, 10);
  return [
    'Nobody can sign in yet. Open /activate and set a password for each operator; they are three people:',
    ...codes.map(({ userName, role, code }) => {
      return `  ${userName.padEnd(9)} ${role.padEnd(15)} activation code ${code.slice(0, 4)} ${code.slice(4)}`;
    }),
    `The codes work once, until ${until}, and are not kept: the next start makes others while nobody used them.`,
    'Then sysadmin adds organisations, and secadmin makes the accounts of their staff.',
  ];
}
