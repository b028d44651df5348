import type { Block } from '@minjiang/shared/catalog';

/** Everything in words that the demonstration shows; invented people, real-looking numbers with valid check digits. */
export const organisations = {
  institution: { kind: 'institution' as const, name: '福州闽匠职业培训学校', regionCode: '350100' },
  employer: { kind: 'employer' as const, name: '闽江机电有限公司', regionCode: '350100' },
  centre: { kind: 'centre' as const, name: '鼓楼培训点', regionCode: '350100' },
  operator: { kind: 'operator' as const, name: '福建省职业技能线上培训平台', regionCode: '350000' },
};

export const learners = [
  { userName: 'learner1', name: '林秀华', idNumber: '350102197103124429', phone: '13900010001' },
  { userName: 'learner2', name: '陈建国', idNumber: '350203196805171139', phone: '13900010002' },
  { userName: 'learner3', name: '黄美玲', idNumber: '350504198511023263', phone: '13900010003' },
  { userName: 'learner4', name: '郑志强', idNumber: '350602199207305570', phone: '13900010004' },
  { userName: 'learner5', name: '吴海燕', idNumber: '350902197912184687', phone: '13900010005' },
];

export const staff = [
  { userName: 'instructor', name: '王立新', role: 'instructor', of: 'institution' },
  { userName: 'institution', name: '陈晓东', role: 'institution-admin', of: 'institution' },
  { userName: 'employer', name: '刘芳', role: 'employer-admin', of: 'employer' },
  { userName: 'centre', name: '何志远', role: 'centre-admin', of: 'centre' },
  { userName: 'sysadmin', name: '蔡明', role: 'system-admin', of: 'operator' },
  { userName: 'secadmin', name: '许文静', role: 'security-admin', of: 'operator' },
  { userName: 'auditor', name: '杨国平', role: 'audit-admin', of: 'operator' },
] as const;

export const films = [
  { name: '触电的危险.mp4', seconds: 60, tone: 440 },
  { name: '三相电动机的接线.mp4', seconds: 75, tone: 523 },
  { name: '接触器与自锁.mp4', seconds: 90, tone: 587 },
];

const heading = (text: string): Block => ({ type: 'heading', text });
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const notice = (text: string): Block => ({ type: 'notice', text });
const list = (...items: string[]): Block => ({ type: 'list', ordered: true, items });

export const electrician = {
  name: '电工（五级）安全与基础',
  occupationCode: '6-31-01-03',
  className: '电工五级 现场班',
  courses: [
    { name: '安全用电', chapter: '第一章 用电常识', film: 0, lesson: '触电的危险' },
    { name: '电动机与控制', chapter: '第二章 电动机', film: 1, lesson: '三相电动机的接线' },
    { name: '电动机与控制', chapter: '第三章 控制电路', film: 2, lesson: '接触器与自锁' },
  ],
  text: {
    name: '触电急救的步骤',
    blocks: [
      heading('先断电，再救人'),
      paragraph(
        '发现有人触电，第一件事是切断电源。找不到开关时，用干燥的木棒、竹竿把电线挑开，不要直接用手去拉触电的人。',
      ),
      list('拉下闸刀或拔掉插头。', '站在干燥的木板或橡胶垫上。', '用不导电的东西把人和电线分开。'),
      notice('高压线落地时，离开落点八米以外，双脚并拢跳出。'),
      heading('人脱离电源以后'),
      paragraph(
        '把人平放在通风的地方，解开衣领，看胸口有没有起伏，听有没有呼吸声，摸颈部有没有脉搏。整个判断不要超过十秒。',
      ),
      paragraph(
        '没有呼吸和脉搏，立即做心肺复苏：双手叠放在两乳头连线的中点，垂直按压，深度五到六厘米，每分钟一百到一百二十次。每按压三十次，人工呼吸两次。',
      ),
      notice('一边施救，一边请旁边的人拨打急救电话 120，说清地点和情况。'),
    ],
  },
};

export const fireSafety = {
  name: '消防安全与现场急救',
  occupationCode: null,
  className: '消防与急救 上期班',
  course: '消防安全',
  chapters: [
    {
      name: '第一章 认识火灾',
      lessons: [
        {
          name: '火是怎样烧起来的',
          blocks: [
            heading('燃烧的三个条件'),
            paragraph(
              '可燃物、助燃物和着火源同时存在并且互相作用，火才能烧起来。可燃物是木头、纸张、布料、汽油、液化气；助燃物主要是空气里的氧气；着火源是明火、电火花、高温表面和摩擦发热。',
            ),
            paragraph(
              '拿走其中任何一个条件，火就会熄灭。这就是灭火的四种办法：隔离、窒息、冷却和抑制。关上燃气阀门是隔离，用锅盖盖住油锅是窒息，用水浇木头是冷却，用干粉灭火器是抑制。',
            ),
            notice('油锅起火千万不要浇水，水会把燃烧的油溅得到处都是。'),
            heading('火灾的四个阶段'),
            paragraph(
              '火灾从小到大分为初起、发展、猛烈和熄灭四个阶段。初起阶段火苗小、烟少，一个人用一只灭火器就能扑灭。超过三分钟，室内温度会迅速升高，这时应当马上撤离，不要再去抢救财物。',
            ),
          ],
        },
        {
          name: '常见的火灾隐患',
          blocks: [
            heading('用电隐患'),
            list(
              '一个插座接多个大功率电器。',
              '电线老化、破皮仍在使用。',
              '电动车在楼道或室内充电。',
              '下班后不关机器电源。',
            ),
            paragraph(
              '电线的负荷是有限的。负荷过大，电线发热，绝缘层变软、烧焦，最后短路起火。临时拉接的电线最容易被压坏、磨破，也最容易被忘记拆除。',
            ),
            heading('堆放隐患'),
            paragraph(
              '车间和仓库的通道必须畅通，宽度不小于一米四。易燃物与热源的距离不小于半米。安全出口上锁、消火栓前堆货，平时看着方便，出事时就是生死之隔。',
            ),
            notice('发现隐患，先处理能处理的，再报告班组长，并记录在案。'),
          ],
        },
      ],
    },
    {
      name: '第二章 处置与逃生',
      lessons: [
        {
          name: '灭火器的使用',
          blocks: [
            heading('提、拔、握、压'),
            list(
              '提起灭火器，走到上风方向，离火两到三米。',
              '拔掉保险销。',
              '一手握住喷管，对准火焰根部。',
              '一手压下压把，左右扫射，直到熄灭。',
            ),
            paragraph(
              '干粉灭火器适合多数火灾；二氧化碳灭火器适合电气和精密仪器，使用时不要握住喷筒，以免冻伤；水基灭火器适合固体和油类火灾。',
            ),
            paragraph(
              '每月检查一次：压力表的指针在绿色区，铅封完好，喷管没有裂纹，瓶体没有锈蚀，出厂不超过规定年限。指针在红色区，必须送去充装。',
            ),
            notice('火焰高过胸口，或者烟已经压到头顶，不要再灭火，立即撤离。'),
          ],
        },
        {
          name: '火场逃生',
          blocks: [
            heading('冷静判断'),
            paragraph(
              '听到警报，先摸门把手。门把手发烫，说明外面已经着火，不要开门，用湿毛巾堵住门缝，到窗口呼救。门把手不烫，慢慢开门，沿着安全出口的指示撤离。',
            ),
            paragraph(
              '火灾中多数人是被烟呛倒的。烟往上走，靠近地面的空气比较干净。用湿毛巾捂住口鼻，弯腰低头，沿着墙根快走，不要乘坐电梯，不要往回跑。',
            ),
            heading('到了安全的地方'),
            paragraph(
              '到指定的集合点报到，让班组长清点人数。有人没有出来，告诉消防员他最后在什么位置，自己不要再进去。身上着火，就地打滚，不要奔跑。',
            ),
            notice('平时记住两条逃生路线，比什么都管用。'),
          ],
        },
      ],
    },
  ],
};

export const startLines = (password: string, withFilms: boolean) => [
  `演示账号（密码都是 ${password}）：`,
  '  学员 learner1 … learner5 · 讲师 instructor · 培训机构 institution · 用人单位 employer · 培训点 centre',
  '  系统管理员 sysadmin · 安全管理员 secadmin · 审计管理员 auditor',
  '可以这样试：',
  '  1. 用 learner1 登录，点“继续学习”，看看每一秒怎样计入；切到别的窗口，看看为什么不计入。',
  '  2. 用 institution 登录，上传一段视频，发布项目，开班，导入名册。',
  ...(withFilms
    ? []
    : [
        '没有找到 ffmpeg：演示影片没有生成，上传的视频会等待。安装后重新启动，等待的视频会继续处理；演示影片要用新的数据文件夹（MINJIANG_DATA_DIR）。',
      ]),
];

/** Said instead of the accounts where others were there first. */
export const noPlace = '这个平台已经有账号，所以没有生成演示数据。';
