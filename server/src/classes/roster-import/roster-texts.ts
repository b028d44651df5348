import type { RosterColumn } from '@minjiang/shared/classes';

/** Headings of the template. */
export const templateHeadings: Readonly<Record<RosterColumn, string>> = {
  name: '姓名',
  idNumber: '证件号',
  phone: '手机',
  email: '邮箱',
  employer: '用人单位',
};

/** What a heading may be called, without white space and marks, in lower case. */
export const knownHeadings: Readonly<Record<RosterColumn, readonly string[]>> = {
  name: ['姓名', '学员姓名', '学员', 'name', 'fullname', 'learner'],
  idNumber: [
    '证件号',
    '证件号码',
    '身份证',
    '身份证号',
    '身份证号码',
    '居民身份证号码',
    'idnumber',
    'id',
    'identitynumber',
  ],
  phone: ['手机', '手机号', '手机号码', '电话', '联系电话', 'phone', 'phonenumber', 'mobile'],
  email: ['邮箱', '电子邮箱', '电子邮件', '邮件', 'email', 'mail'],
  employer: [
    '用人单位',
    '用人单位名称',
    '单位',
    '单位名称',
    '工作单位',
    '统一社会信用代码',
    'employer',
    'company',
  ],
};

export const templateFileName = '花名册模板.csv';
