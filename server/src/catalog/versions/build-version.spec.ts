import { assetFact, courseOf, factsOf, textLesson, videoLesson } from '../testing/outline.ts';
import { buildCourses } from './build-version.ts';
import { canonicalJson } from './canonical.ts';
import { lessonVersionsOf } from './programme-version.ts';

describe('building a version', () => {
  const film = assetFact({ durationMs: 61_000 });
  const picture = assetFact({ kind: 'picture', sha256: 'cd'.repeat(32), durationMs: null, encodingId: null });
  const facts = factsOf(film, picture);
  const video = videoLesson(film.id);
  const text = textLesson(
    { type: 'paragraph', text: '字'.repeat(50) },
    { type: 'picture', assetId: picture.id, alt: '图' },
  );
  const build = (lessons = [video, text], before = first, known = facts) =>
    lessonVersionsOf(buildCourses([courseOf(...lessons)], known, before));
  const first = lessonVersionsOf(buildCourses([courseOf(video, text)], facts, []));

  it('takes length, encoding and content key of a video from its asset', () => {
    expect(first[0]).toEqual(
      jasmine.objectContaining({
        kind: 'video',
        durationMs: 61_000,
        assetId: film.id,
        encodingId: film.encodingId,
        contentKey: film.sha256!,
        blocks: null,
      }),
    );
  });

  it('gives an image-text lesson the length of its axis and a key of its blocks', () => {
    expect(first[1]?.durationMs).toBe(20_000);
    expect(first[1]?.blocks?.[1]).toEqual(jasmine.objectContaining({ fromMs: 10_000, toMs: 20_000 }));
    expect(first[1]?.contentKey).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps a lesson version while the content stays, under another name and in another place too', () => {
    const again = build([{ ...text, name: '另一个名字' }, video]);
    expect(again.map(({ lessonVersionId }) => lessonVersionId)).toEqual([
      first[1]!.lessonVersionId,
      first[0]!.lessonVersionId,
    ]);
    expect(again[0]?.name).toBe('另一个名字');
  });

  it('makes a new lesson version when a block or the encoding changed', () => {
    const longer = textLesson({ type: 'paragraph', text: '别的字' });
    const [changed] = build([{ ...longer, lessonId: text.lessonId }]);
    expect(changed?.lessonVersionId).not.toBe(first[1]!.lessonVersionId);
    expect(changed?.contentKey).not.toBe(first[1]!.contentKey);
    const encodedAnew = assetFact({ ...film, encodingId: assetFact().encodingId });
    const [played] = build([video], first, factsOf(encodedAnew));
    expect(played?.lessonVersionId).not.toBe(first[0]!.lessonVersionId);
    expect(played?.contentKey).toBe(first[0]!.contentKey);
  });

  it('gives the same content the same key in another lesson, with the picture uploaded again too', () => {
    const copy = assetFact({ ...picture, id: assetFact().id });
    const other = textLesson(
      { type: 'paragraph', text: '字'.repeat(50) },
      { type: 'picture', assetId: copy.id, alt: '图' },
    );
    expect(build([other], [], factsOf(copy))[0]?.contentKey).toBe(first[1]!.contentKey);
  });

  it('writes equal values as equal text', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: '"' })).toBe('{"a":"\\"","b":[{"c":null,"d":1}]}');
  });
});
