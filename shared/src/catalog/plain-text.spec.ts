import { plainLine, plainText } from './plain-text.ts';
import { block, draftCourse } from './schemas.ts';

describe('plain text of lessons and names', () => {
  it('loses control characters and half surrogates, and nothing else', () => {
    expect(plainText('a\u0000b\u0007\u009b\ufeffc\u202e')).toBe('abc');
    expect(plainText('half \ud800')).toBe('half \ufffd');
    expect(plainText('一\r\n二\r三\t四 😀')).toBe('一\n二\n三\t四 😀');
  });

  it('keeps markup as the text it is', () => {
    const text = '<script>alert(1)</script> & "x"; DROP TABLE t;--';
    expect(block.parse({ type: 'paragraph', text })).toEqual({ type: 'paragraph', text });
  });

  it('makes one line of a name and refuses one that is nothing but control characters', () => {
    expect(plainLine(' 电工 \n基础\u0000 ')).toBe('电工 基础');
    const course = { courseId: 'A1B2C3D4-0000-4000-8000-00000000000F', name: '\u0000', chapters: [] };
    expect(draftCourse.safeParse(course).success).toBeFalse();
    expect(draftCourse.parse({ ...course, name: '电工' }).courseId).toBe(
      'a1b2c3d4-0000-4000-8000-00000000000f',
    );
  });
});
