/** The mail that carries an activation code; it names nobody, since a mistyped address reaches a stranger. */
export function activationMail(code: string): { subject: string; text: string } {
  return {
    subject: '闽匠平台账号激活码',
    text: [
      '您好：',
      '',
      '培训机构已为您在福建省职业技能线上培训平台（闽匠）登记了学习账号。',
      '',
      `您的激活码是：${code.slice(0, 4)} ${code.slice(4)}`,
      '',
      '请打开平台登录页，点“激活账号”，输入您的手机号或身份证号和这个激活码，然后设置自己的密码。',
      '激活码 24 小时内有效，只能使用一次。重新申请后，以最新一封邮件为准。',
      '',
      '工作人员不会向您索要激活码，请不要告诉他人。如果您没有参加培训，请忽略这封邮件。',
    ].join('\n'),
  };
}
