import { describe, expect, it } from 'vitest';
import { createFramePacer } from '../../entrypoints/panel/frame-pacer.ts';

/** Works for as long as a slow frame takes. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('the frame pacer', () => {
  it('calls back before the next frame', async () => {
    const pace = createFramePacer();
    let drawn = 0;
    const next = new Promise<number>((done) => requestAnimationFrame(() => done(drawn)));
    pace(() => {
      drawn += 1;
    });
    // Asked for earlier in the same frame.
    expect(await next).toBe(0);
    await new Promise(requestAnimationFrame);
    expect(drawn).toBe(1);
  });

  it('leaves at least as much time as it takes, while more comes after each frame', async () => {
    const pace = createFramePacer();
    const start = performance.now();
    for (let frame = 1; frame <= 10; frame += 1) {
      await new Promise<void>((done) => {
        pace(() => {
          work(40);
          // After the frame, as messages come.
          setTimeout(done, 5);
        });
      });
    }
    // The last frame has had no rest yet.
    expect(performance.now() - start).toBeGreaterThanOrEqual(40 * 19);
  });

  it('goes on without a rest where a frame asks for the next one', async () => {
    const pace = createFramePacer();
    const start = performance.now();
    let left = 10;
    await new Promise<void>((done) => {
      const frame = (): void => {
        work(80);
        left -= 1;
        if (left === 0) done();
        else pace(frame);
      };
      pace(frame);
    });
    expect(performance.now() - start).toBeLessThan(80 * 18);
  });

  it('rests no longer than a tenth of a second', async () => {
    const pace = createFramePacer();
    await new Promise<void>((done) => {
      pace(() => {
        work(400);
        done();
      });
    });
    // After the frame.
    await new Promise((done) => setTimeout(done));
    const start = performance.now();
    await new Promise<void>((done) => pace(done));
    expect(performance.now() - start).toBeLessThan(400);
  });
});
