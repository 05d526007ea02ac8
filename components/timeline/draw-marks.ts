import type uPlot from 'uplot';
import { Series } from '../../lib/statistics/log-tally.ts';
import type { ChartColours } from './chart-colours.ts';
import type { ChartContent } from './chart.ts';

/** Half the size of a mark, pixels. */
const HALF = 3.5;
/** Of marks closer than this only the graver one is drawn, pixels. */
const APART = 2 * HALF;

type Shape = (x: number, y: number, half: number) => Path2D;

const up: Shape = (x, y, h) => new Path2D(`M${x - h} ${y + h}L${x} ${y - h}L${x + h} ${y + h}z`);
const square: Shape = (x, y, h) => new Path2D(`M${x - h} ${y - h}h${2 * h}v${2 * h}h${-2 * h}z`);
const diamond: Shape = (x, y, h) =>
  new Path2D(`M${x} ${y - h}L${x + h} ${y}L${x} ${y + h}L${x - h} ${y}z`);
const down: Shape = (x, y, h) => new Path2D(`M${x - h} ${y - h}L${x + h} ${y - h}L${x} ${y + h}z`);

/** The gravest first. */
const MARKS: readonly { series: Series; shape: Shape; colour: 'err' | 'warn' | 'fg3' | 'ok' }[] = [
  { series: Series.Failed, shape: diamond, colour: 'err' },
  { series: Series.Gaps, shape: down, colour: 'warn' },
  { series: Series.Closed, shape: square, colour: 'fg3' },
  { series: Series.Opened, shape: up, colour: 'ok' },
];

/** Draws what opened, closed, failed and is missing above the lanes; pages and the cursor across them. */
export function drawMarks(plot: uPlot, content: ChartContent, colours: ChartColours): void {
  const { ctx, bbox } = plot;
  const ratio = ctx.canvas.width / plot.width;
  const xOf = (time: number): number => plot.valToPos(time, 'x', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
  ctx.clip();
  ctx.fillStyle = colours.fg2;
  for (const time of content.navigations) {
    if (time < content.range.from || time > content.range.to) continue;
    for (let y = 0; y < bbox.top + bbox.height; y += 5 * ratio)
      ctx.fillRect(Math.round(xOf(time)), y, ratio, 3 * ratio);
  }
  drawShapes(ctx, content, colours, {
    xOf,
    left: bbox.left,
    width: bbox.width,
    y: (bbox.top * 3) / 7,
    ratio,
  });
  if (content.cursor !== null) {
    ctx.fillStyle = colours.accent;
    ctx.fillRect(Math.round(xOf(content.cursor)), 0, 2 * ratio, bbox.top + bbox.height);
  }
  ctx.restore();
}

/** Where marks are drawn, pixels of the canvas. */
interface Place {
  xOf: (time: number) => number;
  left: number;
  width: number;
  y: number;
  ratio: number;
}

function drawShapes(
  ctx: CanvasRenderingContext2D,
  { bars }: ChartContent,
  colours: ChartColours,
  { xOf, left, width, y, ratio }: Place,
): void {
  const taken: number[] = [];
  for (const { series, shape, colour } of MARKS) {
    ctx.fillStyle = colours[colour];
    let last = -Infinity;
    for (let bar = 0; bar < bars.count; bar += 1) {
      if (bars.sum(bar, series) === 0) continue;
      const middle = xOf(bars.start + (bar + 0.5) * bars.width);
      const x = Math.min(Math.max(middle, left + HALF * ratio), left + width - HALF * ratio);
      if (x - last < APART * ratio) continue;
      if (taken.some((each) => Math.abs(each - x) < APART * ratio)) continue;
      last = x;
      taken.push(x);
      ctx.fill(shape(x, y, HALF * ratio));
    }
  }
}
