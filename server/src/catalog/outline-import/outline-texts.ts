import {
  outlineColumns,
  type LessonKind,
  type OutlineColumn,
  type OutlineFaultCode,
} from '@minjiang/shared/catalog';
import type { TableLayout } from '../../platform/index.ts';

/** The columns of an outline, and what is said of them in its template and in the marked copy of a file. */
export const outlineLayout: TableLayout<OutlineColumn, OutlineFaultCode> = {
  columns: outlineColumns,
  required: ['chapter', 'lesson', 'kind'],
  sheet: { 'zh-CN': '大纲', en: 'Outline' },
  headings: {
    'zh-CN': {
      programme: '培训项目',
      occupation: '职业编码',
      course: '课程',
      chapter: '章',
      lesson: '节',
      kind: '类型',
      minutes: '分钟',
      asset: '视频资源',
      text: '图文内容',
    },
    en: {
      programme: 'Programme',
      occupation: 'Occupation code',
      course: 'Course',
      chapter: 'Chapter',
      lesson: 'Lesson',
      kind: 'Kind',
      minutes: 'Minutes',
      asset: 'Film',
      text: 'Text',
    },
  },
  known: {
    programme: ['培训项目', '项目', '项目名称', '培训项目名称', 'programme', 'program'],
    occupation: ['职业编码', '职业代码', '职业', 'occupation', 'occupationcode'],
    course: ['课程', '课程名称', 'course'],
    chapter: ['章', '章名', '章名称', 'chapter'],
    lesson: ['节', '节名', '节名称', '课时名称', 'lesson'],
    kind: ['类型', '节类型', '形式', 'kind', 'type'],
    minutes: ['分钟', '时长', '时长分钟', 'minutes', 'length'],
    asset: ['视频资源', '资源', '资源名称', '资源编号', '视频', 'asset', 'film', 'video'],
    text: ['图文内容', '内容', '正文', 'text', 'content'],
  },
  faults: {
    'zh-CN': {
      required: '没有填写',
      'too-short': '太短了',
      'too-long': '太长了',
      'occupation-code': '应为 6-31-01-03 这样的职业编码',
      'occupation-differs': '与同一项目前面的行不一致',
      'unknown-kind': '只能是“视频”或“图文”',
      minutes: '应为 1 到 600 的整数',
      'minutes-differ': '与视频的实际时长相差超过 1 分钟',
      'unknown-asset': '本机构没有这个名称或编号的资源',
      'ambiguous-asset': '有几个资源同名，请改填资源编号',
      'not-a-film': '这个资源不是视频',
      'asset-in-text': '图文的节不填视频资源',
      'text-in-film': '视频的节不填图文内容',
      'too-many-lessons': '一章最多 200 节',
      'too-many-parts': '一个项目最多 100 门课程，每门最多 100 章',
    },
    en: {
      required: 'is missing',
      'too-short': 'is too short',
      'too-long': 'is too long',
      'occupation-code': 'is a code like 6-31-01-03',
      'occupation-differs': 'differs from an earlier row of the same programme',
      'unknown-kind': 'is “video” or “image-text”',
      minutes: 'is a whole number from 1 to 600',
      'minutes-differ': 'differs from the film by more than a minute',
      'unknown-asset': 'no resource of this institution has this name or id',
      'ambiguous-asset': 'several resources have this name; enter the id',
      'not-a-film': 'this resource is no film',
      'asset-in-text': 'a lesson of text and pictures has no film',
      'text-in-film': 'a lesson with a film has no text',
      'too-many-lessons': 'a chapter has at most 200 lessons',
      'too-many-parts': 'a programme has at most 100 courses, of at most 100 chapters each',
    },
  },
};

export const kindNames: Readonly<Record<string, LessonKind>> = {
  视频: 'video',
  video: 'video',
  图文: 'image-text',
  'image-text': 'image-text',
  text: 'image-text',
};

/** Two lessons as examples. */
export const templateRows: readonly (readonly string[])[] = [
  ['电工（五级）', '6-31-01-03', '电工基础', '第一章 安全用电', '触电急救', '视频', '20', '触电急救.mp4', ''],
  ['', '', '', '', '用电常识', '图文', '10', '', '先断电，再检修。'],
];

export const templateFileName = '培训项目大纲模板.csv';
