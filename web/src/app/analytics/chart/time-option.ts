import type { FigureBucket } from '@minjiang/shared/analytics';
import type { ChartTheme } from './chart-theme.ts';
import type { ChartOption } from './echarts-parts.ts';

export interface ChartWords {
  readonly credited: string;
  readonly refused: string;
  readonly words: (ms: number) => string;
  readonly label: (bucket: Pick<FigureBucket, 'from' | 'to'>) => string;
}

const hour = 3_600_000;
const steps = [1 / 60, 1 / 12, 1 / 4, 1 / 2, 1, 2, 5, 10, 20, 50].map((hours) => hours * hour);

/** The distance of the lines: of round length, and at most five of them. */
export function lineStep(longestMs: number): number {
  const most = 5;
  for (let factor = 1; ; factor *= 100) {
    const found = steps.map((step) => step * factor).find((step) => step * most >= longestMs);
    if (found) return found;
  }
}

/** Bars of credited time, and on top of each, hatched, what was refused. */
export function timeOption(
  series: readonly FigureBucket[],
  words: ChartWords,
  theme: ChartTheme,
  narrow: boolean,
): ChartOption {
  const longest = Math.max(60_000, ...series.map(({ rawMs }) => rawMs));
  const interval = lineStep(longest);
  const text = { color: theme.muted, fontFamily: theme.family, fontSize: theme.size };
  const bars = { type: 'bar' as const, stack: 'time', barMaxWidth: 34, emphasis: { disabled: true } };
  return {
    animation: false,
    textStyle: text,
    grid: { top: 12, right: 8, bottom: 0, left: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      // Drawn, since markup with styles of its own is not let in.
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow', shadowStyle: { color: theme.line, opacity: 0.4 } },
      backgroundColor: theme.card,
      borderColor: theme.line,
      textStyle: { ...text, color: theme.ink },
      formatter: (params) => {
        const at = Array.isArray(params) ? params[0]?.dataIndex : params.dataIndex;
        const bucket = series[at ?? 0]!;
        return [
          words.label(bucket),
          `${words.credited} ${words.words(bucket.creditedMs)}`,
          `${words.refused} ${words.words(bucket.rawMs - bucket.creditedMs)}`,
        ].join('\n');
      },
    },
    xAxis: {
      type: 'category',
      data: series.map(({ from }) => from.slice(5)),
      axisLine: { lineStyle: { color: theme.quiet } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      interval,
      max: Math.ceil(longest / interval) * interval,
      splitNumber: narrow ? 3 : 5,
      splitLine: { lineStyle: { color: theme.line } },
      axisLabel: { ...text, formatter: (ms: number) => (ms === 0 ? '' : words.words(ms)) },
    },
    series: [
      {
        ...bars,
        name: words.credited,
        data: series.map(({ creditedMs }) => creditedMs),
        itemStyle: { color: theme.primary },
      },
      {
        ...bars,
        name: words.refused,
        // Nothing is not drawn, not even its edge.
        data: series.map(({ creditedMs, rawMs }) => (rawMs > creditedMs ? rawMs - creditedMs : '-')),
        itemStyle: {
          color: theme.card,
          borderColor: theme.quiet,
          borderWidth: 1,
          decal: {
            symbol: 'rect',
            color: theme.quiet,
            dashArrayX: [1, 0],
            dashArrayY: [2, 4],
            rotation: -Math.PI / 4,
          },
        },
      },
    ],
  };
}
