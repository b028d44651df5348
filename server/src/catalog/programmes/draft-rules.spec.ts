import { newId } from '@minjiang/shared/kernel';
import { assetFact, courseOf, factsOf, fieldRules, textLesson, videoLesson } from '../testing/outline.ts';
import { foreignAsset, isWindow, repeatedId, stateOf } from './draft-rules.ts';

describe('rules of a draft', () => {
  it('finds an id that two parts share, whatever the parts are', () => {
    const course = courseOf(videoLesson(null), videoLesson(null));
    expect(repeatedId([course, courseOf()])).toBeNull();
    const [chapter] = course.chapters;
    const twice = { ...course, chapters: [{ ...chapter!, chapterId: course.courseId }] };
    expect(repeatedId([twice])).toBe('/courses/0/chapters/0/chapterId');
    expect(repeatedId([course, { ...courseOf(), courseId: course.courseId }])).toBe('/courses/1/courseId');
    const same = courseOf(chapter!.lessons[0]!);
    expect(repeatedId([course, same])).toBe('/courses/1/chapters/0/lessons/0/lessonId');
  });

  it('refuses an asset of another institution and one of the wrong kind', () => {
    const video = assetFact();
    const picture = assetFact({ kind: 'picture', durationMs: null, encodingId: null });
    const facts = factsOf(video, picture);
    const shown = textLesson({ type: 'picture', assetId: picture.id, alt: '图' });
    expect(foreignAsset([courseOf(videoLesson(video.id), shown)], facts)).toBeNull();
    expect(foreignAsset([courseOf(videoLesson(newId()))], facts)).toBe(
      '/courses/0/chapters/0/lessons/0/assetId',
    );
    expect(foreignAsset([courseOf(videoLesson(picture.id))], facts)).not.toBeNull();
    const wrong = textLesson(
      { type: 'heading', text: '一' },
      { type: 'picture', assetId: video.id, alt: '图' },
    );
    expect(foreignAsset([courseOf(wrong)], facts)).toBe('/courses/0/chapters/0/lessons/0/blocks/1/assetId');
  });

  it('wants permitted hours that end after they begin', () => {
    expect(isWindow(fieldRules)).toBeTrue();
    expect(isWindow({ ...fieldRules, permittedFromMinute: 600, permittedToMinute: 600 })).toBeFalse();
    expect(isWindow({ ...fieldRules, permittedFromMinute: 0, permittedToMinute: 1440 })).toBeTrue();
  });

  it('calls a programme changed once its draft has moved on', () => {
    expect(stateOf({ revision: 0, publishedRevision: null })).toBe('draft');
    expect(stateOf({ revision: 3, publishedRevision: 3 })).toBe('published');
    expect(stateOf({ revision: 4, publishedRevision: 3 })).toBe('changed');
  });
});
