import { randomInt } from 'node:crypto';

/** Somebody who is entered into the platform; nobody real. */
export interface Person {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly email: string;
}

const families = ['欧阳', '司徒', '上官', '诸葛', '慕容', '端木', '皇甫', '令狐'];
const given = '嘉禾润泽明轩雨桐梓涵博文思源景行若谷怀瑾握瑜清扬婉仪知微见著';
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const entered: Person[] = [];

/** Invents a person with a valid ID number. */
export function somebody(): Person {
  const letter = () => given[randomInt(given.length)]!;
  const digits = (count: number) => String(randomInt(10 ** count)).padStart(count, '0');
  const seventeen = `350${randomInt(100, 999)}19${randomInt(60, 99)}0${randomInt(1, 9)}1${randomInt(0, 9)}${digits(3)}`;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(seventeen[i]), 0);
  const person = {
    name: `${families[randomInt(families.length)]!}${letter()}${letter()}`,
    idNumber: `${seventeen}${'10X98765432'[sum % 11]!}`,
    phone: `13${digits(9)}`,
    email: `m${digits(9)}@mail.example`,
  };
  entered.push(person);
  return person;
}

/** Everybody who was invented in this run, to be looked for where nobody should stand in clear. */
export const everybody = (): readonly Person[] => entered;
