/**
 * The mail that carries an activation code; it names nobody, since a mistyped address reaches a stranger.
 * @param origin the portal's address, where it is known; the code never stands in a link, which servers log
 */
export function activationMail(code: string, origin: string | null): { subject: string; text: string } {
  return {
    subject: '闽匠平台账号激活码',
    text: [
      '您好：',
      '',
      '您在福建省职业技能线上培训平台（闽匠）的账号已经登记，激活后即可使用。',
      '',
      `您的激活码是：${code.slice(0, 4)} ${code.slice(4)}`,
      '',
      origin
        ? `请打开 ${origin}/activate ，输入您的用户名、手机号或身份证号和这个激活码，然后设置自己的密码。`
        : '请打开平台登录页，点“激活账号”，输入您的用户名、手机号或身份证号和这个激活码，然后设置自己的密码。',
      '激活码 24 小时内有效，只能使用一次。重新申请后，以最新一封邮件为准。',
      '',
      '工作人员不会向您索要激活码，请不要告诉他人。如果您没有登记过，请忽略这封邮件。',
    ].join('\n'),
  };
}
