import type uPlot from 'uplot';
import { silenceWords } from './bar-words.ts';
import type { ChartColours } from './chart-colours.ts';
import type { ChartContent } from './chart.ts';

/** Pixels between the lines of the hatching, and around its words. */
const APART = 7;
const PADDING = 6;
/** Of what is drawn behind the bars. */
const FAINT = 0.3;

/** Hatches the times in which nothing came, and says so where there is room. */
export function drawSilences(plot: uPlot, content: ChartContent, colours: ChartColours): void {
  const { ctx, bbox } = plot;
  const ratio = ctx.canvas.width / plot.width;
  ctx.save();
  ctx.font = `${11 * ratio}px ${colours.family}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  for (const silence of content.silences) {
    const edge = (time: number): number =>
      Math.min(Math.max(bbox.left, plot.valToPos(time, 'x', true)), bbox.left + bbox.width);
    const left = edge(silence.from);
    const width = edge(silence.to) - left;
    if (width < APART * ratio) continue;
    hatch(ctx, { left, top: bbox.top, width, height: bbox.height }, APART * ratio, colours.warn);
    const words = silenceWords(silence);
    const room = width - 2 * PADDING * ratio;
    if (ctx.measureText(words).width > room) continue;
    ctx.fillStyle = colours.warn;
    ctx.fillText(words, left + PADDING * ratio, bbox.top + 2 * ratio);
  }
  ctx.restore();
}

function hatch(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  apart: number,
  colour: string,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.globalAlpha = FAINT;
  ctx.strokeStyle = colour;
  ctx.lineWidth = apart / APART;
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += apart) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
