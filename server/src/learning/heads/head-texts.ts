import type { StoredHead } from './head-queries.ts';

/** The mail that hands the signed head of a day outside. @param attached whether its file goes with it */
export function headMail(head: StoredHead, attached: boolean): { subject: string; text: string } {
  return {
    subject: `闽匠平台学时台账 ${head.day} 签名摘要`,
    text: [
      '您好：',
      '',
      `这是福建省职业技能线上培训平台（闽匠）${head.day} 的学时台账签名摘要，覆盖 ${head.leaves} 条学习链。`,
      '请妥善保存。以后如有人改动、删除或补写当日及以前的学时记录，用这份摘要可以查出。',
      '',
      `日期：${head.day}`,
      `生成时间：${head.madeAt}`,
      `学习链数：${head.leaves}`,
      `根（SM3）：${head.root}`,
      `签名（Ed25519）：${head.signature}`,
      `密钥编号：${head.keyId}`,
      '',
      attached
        ? '完整文件见附件，可用 npm run ledger:verify -- --head <文件> 核验。'
        : '完整文件较大，没有附上；审计管理员可以在平台“台账签名”页面下载，其根应与本邮件一致。',
    ].join('\n'),
  };
}
