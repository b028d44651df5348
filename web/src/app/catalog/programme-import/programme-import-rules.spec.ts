import { columnsOf, nameFrom } from './programme-import-rules.ts';

describe('the file of an outline', () => {
  it('lends the programme its name', () => {
    expect([nameFrom('电工.xlsx'), nameFrom('a.b.csv'), nameFrom('电工')]).toEqual(['电工', 'a.b', '电工']);
  });

  it('shows the programmes only where it names them', () => {
    expect(columnsOf(true)[0]).toBe('programme');
    expect(columnsOf(false)[0]).toBe('course');
  });
});
