import { rosterColumns, type RosterColumn, type RosterFaultCode } from '@minjiang/shared/classes';
import type { TableLayout } from '../../platform/index.ts';

/** The columns of a roster, and what is said of them in its template and in the marked copy of a file. */
export const rosterLayout: TableLayout<RosterColumn, RosterFaultCode> = {
  columns: rosterColumns,
  required: ['name', 'idNumber', 'phone'],
  sheet: { 'zh-CN': '花名册', en: 'Roster' },
  headings: {
    'zh-CN': { name: '姓名', idNumber: '证件号', phone: '手机', email: '邮箱', employer: '用人单位' },
    en: { name: 'Name', idNumber: 'ID number', phone: 'Phone', email: 'E-mail', employer: 'Employer' },
  },
  known: {
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
  },
  faults: {
    'zh-CN': {
      required: '没有填写',
      'too-short': '太短了',
      'too-long': '太长了',
      'person-name': '只能是汉字、字母和间隔号',
      'id-number': '号码不对，请核对 18 位',
      'id-number-not-text': '被 Excel 当成数字，末尾几位已经丢失；请把这一列设为“文本”后重新填写',
      phone: '应为 11 位手机号',
      email: '邮箱地址不对',
      repeated: '与文件里前面的一行重复',
      'already-enrolled': '该学员已在本班',
      'phone-taken': '已属于另一个账号',
      'unknown-employer': '平台上没有这个单位，请填写全称或统一社会信用代码',
    },
    en: {
      required: 'is missing',
      'too-short': 'is too short',
      'too-long': 'is too long',
      'person-name': 'may hold letters, Chinese characters and a middle dot alone',
      'id-number': 'is not right; compare all 18 digits',
      'id-number-not-text':
        'was taken for a number by Excel and has lost its last digits; make the column “Text” and enter it again',
      phone: 'is not a mobile number of 11 digits',
      email: 'is no e-mail address',
      repeated: 'stands in an earlier row of this file',
      'already-enrolled': 'this learner is in the class already',
      'phone-taken': 'belongs to another account',
      'unknown-employer': 'is not known here; enter the full name or the unified social credit code',
    },
  },
};

export const templateFileName = '花名册模板.csv';
