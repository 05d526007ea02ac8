import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Bars, TimeRange } from '../../lib/statistics/bars.ts';
import { Series } from '../../lib/statistics/log-tally.ts';
import { axisTime } from './axis-time.ts';
import { readColours } from './chart-colours.ts';
import type { ChartColours } from './chart-colours.ts';
import { drawMarks } from './draw-marks.ts';
import { drawSilences } from './draw-silences.ts';

/** Pixels above the lanes for the marks, and below them for the times. */
const MARKS_HEIGHT = 14;
const AXIS_HEIGHT = 18;

/** What the chart shows. */
export interface ChartContent {
  range: TimeRange;
  bars: Bars;
  navigations: readonly number[];
  brush: TimeRange | null;
  /** When nothing came. */
  silences: readonly TimeRange[];
  /** Where the cursor of the keyboard is; null where it is not shown. */
  cursor: number | null;
}

/** What is done with the chart by mouse; times in milliseconds since the epoch. */
export interface ChartEvents {
  brush(range: TimeRange): void;
  zoom(factor: number, around: number): void;
  pan(share: number): void;
  hover(time: number | null): void;
}

/** How far the bars of a lane go, in its own unit. */
interface Lane {
  up: number;
  down: number;
}

const EMPTY: Lane = { up: 1, down: 1 };
/** Of a lane each direction has at least this share, and so much beside them stays free. */
const LEAST_SHARE = 0.15;
const FREE_SHARE = 0.08;

function boundsOf({ up, down }: Lane): { low: number; high: number; height: number } {
  const height = up + down || 2;
  const high = Math.max(up, height * LEAST_SHARE);
  const low = Math.max(down, height * LEAST_SHARE);
  const free = (high + low) * FREE_SHARE;
  return { low: -low - free, high: high + free, height: high + low + 2 * free };
}

function upperHalf(lane: Lane): [number, number] {
  const { high, height } = boundsOf(lane);
  return [high - 2 * height, high];
}

function lowerHalf(lane: Lane): [number, number] {
  const { low, height } = boundsOf(lane);
  return [low, low + 2 * height];
}

/** Messages and bytes per second over time: sent upwards, received downwards. */
export class TimelineChart {
  readonly #host: HTMLElement;
  readonly #events: ChartEvents;
  readonly #plot: uPlot;
  readonly #end = new AbortController();
  #content: ChartContent;
  #colours: ChartColours;
  #lanes: { messages: Lane; bytes: Lane } = { messages: EMPTY, bytes: EMPTY };
  #isBrushing = false;

  constructor(host: HTMLElement, content: ChartContent, events: ChartEvents) {
    this.#host = host;
    this.#content = content;
    this.#events = events;
    this.#colours = readColours(host);
    this.#plot = new uPlot(this.#options(), this.#data(), host);
    this.#listen();
    this.update(content);
  }

  /** Draws other content. */
  update(content: ChartContent): void {
    this.#content = content;
    this.#plot.setData(this.#data());
    this.#showBrush();
  }

  /** Draws it at another size, pixels. */
  resize(width: number, height: number): void {
    if (this.#plot.width === width && this.#plot.height === height) return;
    this.#plot.setSize({ width, height });
    this.#showBrush();
  }

  /** Draws it in the colours of another theme. */
  recolour(): void {
    this.#colours = readColours(this.#host);
    this.#plot.redraw(false);
  }

  destroy(): void {
    this.#end.abort();
    this.#plot.destroy();
  }

  #options(): uPlot.Options {
    const bar = uPlot.paths.bars!({ size: [1, Infinity], align: 1, gap: 1 });
    const series = (scale: string, colour: 'send' | 'recv'): uPlot.Series => ({
      scale,
      paths: bar,
      width: 0,
      fill: () => this.#colours[colour],
      points: { show: false },
    });
    return {
      width: Math.max(1, this.#host.clientWidth),
      height: Math.max(1, this.#host.clientHeight),
      ms: 1,
      padding: [MARKS_HEIGHT, 0, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false, dist: 3 },
        bind: { dblclick: () => null },
      },
      // One plot with two lanes: the scales leave the upper half to messages, the lower one to bytes.
      scales: {
        x: { time: true, range: () => [this.#content.range.from, this.#content.range.to] },
        messages: { range: () => upperHalf(this.#lanes.messages) },
        bytes: { range: () => lowerHalf(this.#lanes.bytes) },
      },
      axes: [
        {
          size: AXIS_HEIGHT,
          gap: 3,
          // Wide enough for a time with its milliseconds.
          space: 92,
          font: this.#colours.font,
          stroke: () => this.#colours.fg2,
          grid: { stroke: () => this.#colours.lineSoft, width: 1 },
          ticks: { show: false },
          values: (_plot, splits, _axis, _space, step) =>
            splits.map((time) => this.#axisLabel(time, step)),
        },
      ],
      series: [
        {},
        series('messages', 'send'),
        series('messages', 'recv'),
        series('bytes', 'send'),
        series('bytes', 'recv'),
      ],
      hooks: {
        drawAxes: [
          (plot) => drawSilences(plot, this.#content, this.#colours),
          (plot) => this.#drawLanes(plot),
        ],
        draw: [(plot) => drawMarks(plot, this.#content, this.#colours)],
        setSelect: [(plot) => this.#brushed(plot)],
        setCursor: [(plot) => this.#hovered(plot)],
      },
    };
  }

  /** Nothing where it would be cut off. */
  #axisLabel(time: number, step: number): string {
    const { range } = this.#content;
    const x = ((time - range.from) / (range.to - range.from)) * this.#host.clientWidth;
    const label = axisTime(time, step, range);
    const half = label.length * 3.2;
    return x < half || x > this.#host.clientWidth - half ? '' : label;
  }

  #data(): uPlot.AlignedData {
    const { bars } = this.#content;
    const times = new Float64Array(bars.count);
    const rates = [Series.Sent, Series.Received, Series.SentBytes, Series.ReceivedBytes].map(
      (series) => ({ series, values: new Float64Array(bars.count) }),
    );
    for (let bar = 0; bar < bars.count; bar += 1) {
      times[bar] = bars.start + bar * bars.width;
      for (const { series, values } of rates) {
        const isReceived = series === Series.Received || series === Series.ReceivedBytes;
        values[bar] = bars.sum(bar, series) * (isReceived ? -1 : 1);
      }
    }
    const [sent, received, sentBytes, receivedBytes] = rates.map(({ values }) =>
      values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    ) as [number, number, number, number];
    this.#lanes = {
      messages: { up: sent, down: received },
      bytes: { up: sentBytes, down: receivedBytes },
    };
    return [times, ...rates.map(({ values }) => values)] as unknown as uPlot.AlignedData;
  }

  #drawLanes(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const ratio = ctx.canvas.width / plot.width;
    ctx.save();
    ctx.fillStyle = this.#colours.line;
    for (const scale of ['messages', 'bytes'])
      ctx.fillRect(bbox.left, Math.round(plot.valToPos(0, scale, true)), bbox.width, ratio);
    ctx.restore();
  }

  #brushed(plot: uPlot): void {
    const { left, width } = plot.select;
    if (this.#isBrushing || width <= 0) return;
    this.#events.brush({
      from: plot.posToVal(left, 'x'),
      to: plot.posToVal(left + width, 'x'),
    });
  }

  #showBrush(): void {
    const { brush } = this.#content;
    const { over } = this.#plot;
    const at = (time: number): number =>
      Math.min(Math.max(0, this.#plot.valToPos(time, 'x')), over.clientWidth);
    this.#isBrushing = true;
    const left = brush ? at(brush.from) : 0;
    const width = brush ? Math.max(1, at(brush.to) - left) : 0;
    this.#host.classList.toggle('timeline-brushed', brush !== null);
    this.#plot.setSelect({ left, width, top: 0, height: over.clientHeight }, false);
    this.#isBrushing = false;
  }

  #hovered(plot: uPlot): void {
    const { left } = plot.cursor;
    const isInside = left !== undefined && left !== null && left >= 0;
    this.#events.hover(isInside ? plot.posToVal(left, 'x') : null);
  }

  #listen(): void {
    const { signal } = this.#end;
    const { over } = this.#plot;
    over.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const across = event.shiftKey ? event.deltaY : event.deltaX;
        if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
          this.#events.pan(Math.sign(across) * 0.1);
          return;
        }
        const x = event.clientX - over.getBoundingClientRect().left;
        this.#events.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.#plot.posToVal(x, 'x'));
      },
      { signal, passive: false },
    );
    const observer = new ResizeObserver(() =>
      this.resize(Math.max(1, this.#host.clientWidth), Math.max(1, this.#host.clientHeight)),
    );
    observer.observe(this.#host);
    signal.addEventListener('abort', () => observer.disconnect());
    const recolour = (): void => this.recolour();
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      matchMedia(query).addEventListener('change', recolour, { signal });
    const theme = new MutationObserver(recolour);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    signal.addEventListener('abort', () => theme.disconnect());
  }
}
