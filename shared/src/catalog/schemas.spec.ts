import { block, draftCourse } from './schemas.ts';

describe('texts of an outline', () => {
  it('keep markup as the text it is', () => {
    const text = '<script>alert(1)</script> & "x"; DROP TABLE t;--';
    expect(block.parse({ type: 'paragraph', text })).toEqual({ type: 'paragraph', text });
  });

  it('refuse a name that is nothing but control characters', () => {
    const course = { courseId: 'A1B2C3D4-0000-4000-8000-00000000000F', name: '\u0000', chapters: [] };
    expect(draftCourse.safeParse(course).success).toBeFalse();
    expect(draftCourse.parse({ ...course, name: '电工' }).courseId).toBe(
      'a1b2c3d4-0000-4000-8000-00000000000f',
    );
  });
});
