import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { provideTestTexts } from '../testing/test-texts.ts';
import { addressOf, queryIn, stepsIn } from './address.ts';
import { lineStep, timeOption } from './chart/time-option.ts';
import { PartsCard } from './parts/parts-card.ts';
import { PeriodFilter } from './period/period-filter.ts';
import { presetOf, presets } from './period/preset-rules.ts';
import { PlaceNames } from './place-names.ts';
import { sampleFigures, samplePart } from './testing/sample-figures.ts';
import { ChangeWord } from './time/change-word.ts';
import { FigureWords } from './time/figure-words.ts';
import { SeriesCard } from './time/series-card.ts';
import { Trail } from './trail.ts';

const hour = 3_600_000;

describe('the address of figures', () => {
  it('asks for what is sound in it and forgets the rest', () => {
    expect(queryIn({ by: 'week', from: '2026-11-01', to: 'never', classId: 'x', page: '0' })).toEqual({
      by: 'week',
      from: '2026-11-01',
    });
    expect(stepsIn('fortnight')).toBe('day');
  });

  it('names one place alone, whatever stood in it before', () => {
    expect(addressOf({ level: 'class', id: 'c' })).toEqual(
      jasmine.objectContaining({ classId: 'c', institutionId: null, enrolmentId: null, page: null }),
    );
    expect(addressOf({ level: 'lesson', id: 'l' }, 'e')).toEqual(
      jasmine.objectContaining({ enrolmentId: 'e', lessonId: 'l', classId: null }),
    );
  });
});

describe('periods to choose from', () => {
  const of = (name: string) => presets.find((preset) => preset.name === name)!.of('2026-03-15');

  it('end today, or with the last month', () => {
    expect(of('last-7')).toEqual({ from: '2026-03-09', to: '2026-03-15' });
    expect(of('last-month')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(of('this-year')).toEqual({ from: '2026-01-01', to: '2026-03-15' });
  });

  it('are known again by their days', () => {
    expect(presetOf({ from: '2026-02-01', to: '2026-02-28' }, '2026-03-15')).toBe('last-month');
    expect(presetOf({ from: '2026-02-02', to: '2026-02-28' }, '2026-03-15')).toBe('');
  });
});

describe('the drawing of time', () => {
  it('has lines of round length, five at most', () => {
    expect(lineStep(60_000)).toBe(60_000);
    expect(lineStep(7 * hour)).toBe(2 * hour);
    for (const longest of [1, hour, 99 * hour, 12_345 * hour, 5_000_000 * hour])
      expect(longest / lineStep(longest)).toBeLessThanOrEqual(5);
  });

  it('draws what was credited in the colour of the house, refused time hatched, and nothing where nothing is', () => {
    const theme = {
      ...{ primary: '#0b6b63', quiet: '#888', line: '#ddd', ink: '#000', muted: '#555', card: '#fff' },
      family: 'sans-serif',
      size: 14,
    };
    const words = { credited: 'c', refused: 'r', words: String, label: () => '' };
    const { series } = timeOption(sampleFigures().series, words, theme, false);
    expect(series).toEqual([
      jasmine.objectContaining({ data: [2 * hour, hour], itemStyle: { color: '#0b6b63' } }),
      jasmine.objectContaining({ data: ['-', hour], itemStyle: jasmine.objectContaining({ color: '#fff' }) }),
    ]);
  });
});

describe('figures of a place', () => {
  function make<T>(component: new () => T, inputs: Record<string, unknown>): HTMLElement {
    const fixture = TestBed.createComponent(component);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
    return fixture.nativeElement as HTMLElement;
  }
  const texts = (host: HTMLElement, selector: string) =>
    [...host.querySelectorAll(selector)].map((each) => each.textContent.replace(/\s+/g, ' ').trim());
  const links = (host: HTMLElement, selector: string) =>
    [...host.querySelectorAll(selector)].map((each) => each.getAttribute('href'));

  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] }));

  it('say what was credited, in class hours and against before, and what an average is of', () => {
    const words = TestBed.inject(FigureWords).of(sampleFigures());
    expect(words[0]).toEqual({ label: '累计计入', value: '3 小时', note: '4.0 学时 · 比前 2 天少 2 小时' });
    expect(words[2]).toEqual({ label: '人均计入', value: '1 小时 30 分', note: '计入 ÷ 在册 2 人' });
    expect(words[4]).toEqual({ label: '课程完成', value: '1 / 4', note: '未完成 3 人次' });
  });

  it('say not yet, and never nought, of what nothing counts', () => {
    expect(TestBed.inject(FigureWords).of(sampleFigures()).at(-1)?.value).toBe('暂无');
    const nobody = { ...sampleFigures().totals, enrolled: 0, averageCreditedMs: null };
    expect(TestBed.inject(FigureWords).of(sampleFigures({ totals: nobody }))[2]?.value).toBe('–');
  });

  it('lead from every part further down, and keep the order in the address', () => {
    const part = samplePart();
    const host = make(PartsCard, {
      of: sampleFigures({ parts: { items: [part], total: 1, page: 1, pageSize: 20 } }),
      query: {},
    });
    expect(links(host, 'tbody th a')).toEqual([`/?classId=${part.id}`]);
    expect(texts(host, 'tbody td')).toEqual([
      '3:00:00 4.0 学时',
      '−2:00:00',
      '4:00:00',
      '2',
      '1:30:00',
      '1 / 4',
    ]);
    expect(texts(host, 'tfoot td')[0]).toContain('3:00:00');
    expect(links(host, 'th a.sort')).toEqual(['/?sort=name', '/?sort=credited', '/?sort=-change']);
    expect(host.querySelector('[aria-sort]')?.textContent).toContain('计入');
  });

  it('do not lead from a course, which has no place of its own', () => {
    const parts = { items: [samplePart({ level: 'course' })], total: 1, page: 1, pageSize: 20 };
    const host = make(PartsCard, { of: sampleFigures({ parts }), query: { parts: 'courses' } });
    expect(links(host, 'tbody th a')).toEqual([]);
    expect(texts(host, 'h2')).toEqual(['各课程']);
  });

  it('lead back up, and name a region as people do', () => {
    const trail = [
      { level: 'region' as const, id: '350000', name: '' },
      { level: 'region' as const, id: '350102', name: '' },
    ];
    const host = make(Trail, { trail });
    expect(texts(host, 'li')).toEqual(['福建省', '350102']);
    expect(links(host, 'a')).toEqual(['/?regionCode=350000']);
    expect(TestBed.inject(PlaceNames).of({ level: 'class', id: 'c', name: '一班' })).toBe('一班');
  });

  it('are drawn, said in a sentence and listed', () => {
    const host = make(SeriesCard, { of: sampleFigures(), by: 'day' });
    const sentence = '共计入 3 小时，平均每日 1 小时 30 分；最多的是 2026-11-29，计入 2 小时。';
    expect(host.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(sentence);
    const newest = ['2026-11-30', '1:00:00', '1.3', '1:00:00', '2:00:00', '−1:00:00'];
    expect(texts(host, 'tbody tr:first-child > *')).toEqual(newest);
    expect(texts(host, 'tbody tr:last-child > td').at(-1)).toBe('–');
  });

  it('write a difference with its sign', () => {
    const said = (ms: number | null) => make(ChangeWord, { ms }).textContent;
    expect([said(61_000), said(-61_000), said(0), said(null)]).toEqual([
      '+0:01:01',
      '−0:01:01',
      '0:00:00',
      '–',
    ]);
  });

  it('keep the period in the address, and always one', () => {
    const router = TestBed.inject(Router);
    const navigate = spyOn(router, 'navigate').and.resolveTo(true);
    const host = make(PeriodFilter, {
      period: { from: '2026-11-01', to: '2026-11-30' },
      today: '2026-11-30',
      by: 'day',
    });
    const choose = (selector: string, value: string) => {
      const input = host.querySelector<HTMLInputElement>(selector)!;
      input.value = value;
      input.dispatchEvent(new Event('change'));
      return navigate.calls.mostRecent().args[1]?.queryParams;
    };
    expect(choose('label:nth-of-type(2) input', '2026-12-05')).toEqual({
      from: '2026-12-05',
      to: '2026-12-05',
      page: null,
    });
    expect(choose('label:nth-of-type(1) select', 'last-7')).toEqual({
      from: '2026-11-24',
      to: '2026-11-30',
      page: null,
    });
    expect(choose('label:nth-of-type(4) select', 'month')).toEqual({ by: 'month', page: null });
  });
});
