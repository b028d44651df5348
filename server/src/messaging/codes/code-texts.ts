/** The mail that carries the code of a check; it names nobody, since a mistyped address reaches a stranger. */
export const checkCodeMail = (code: string): { subject: string; text: string } => ({
  subject: '闽匠平台学习验证码',
  text: [
    '您好：',
    '',
    '您正在福建省职业技能线上培训平台（闽匠）学习，平台需要确认是您本人。',
    '',
    `您的验证码是：${code}`,
    '',
    '请在学习页面显示的时间内输入；重新获取后，以最新一封邮件为准。',
    '',
    '工作人员不会向您索要验证码，请不要告诉他人。如果您没有在学习，请尽快修改密码。',
  ].join('\n'),
});
