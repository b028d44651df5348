import { compoundSurnames } from './masking-texts.ts';

/** `张*`, `张*华`, `欧阳**`: the surname stays, and the last character of a long name. */
export function maskName(name: string): string {
  const chars = [...name.trim()];
  const surname = compoundSurnames.some((each) => name.startsWith(each)) && chars.length > 2 ? 2 : 1;
  if (chars.length <= surname) return `${chars.join('')}*`;
  const rest = chars.length - surname;
  if (surname === 1 && rest >= 2) return `${chars[0]}${'*'.repeat(rest - 1)}${chars.at(-1)}`;
  return chars.slice(0, surname).join('') + '*'.repeat(rest);
}

/** `138****1234` */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** `350***********1234` */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 8 ? '****' : `${idNumber.slice(0, 3)}***********${idNumber.slice(-4)}`;
}
