import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { BarSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';

/** The parts of ECharts that the portal draws with; loaded by whoever draws, and by nobody else. */
use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;
export type Chart = ECharts;

/** A drawing in an element; it moves at no time. */
export const openChart = (host: HTMLElement): Chart => init(host, null, { renderer: 'canvas' });
