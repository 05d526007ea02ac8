function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Local time of day of a moment in milliseconds since the epoch, as `12:04:31.512`. */
export function formatClock(time: number): string {
  const date = new Date(time);
  const clock = `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}`;
  return `${clock}.${pad(date.getMilliseconds(), 3)}`;
}

/** Local date of a moment, as `2026-11-20`. */
export function formatDay(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

/** Local date and time of a moment, as `2026-11-20 12:04:31.512`. */
export function formatMoment(time: number): string {
  return `${formatDay(time)} ${formatClock(time)}`;
}

/** A span of milliseconds, as `0.4 ms`, `110 ms`, `1.20 s`, `6 m 12 s`, `3 h 05 m`. */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < 9.95) return `${Number(span.toFixed(1))} ms`;
  if (span < 999.5) return `${Math.round(span)} ms`;
  if (span < 59_995) return `${(span / 1000).toFixed(2)} s`;
  const seconds = Math.round(span / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60, 2)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60), 2)} m`;
}

/** How long something has been going on, in whole seconds, as `12 s`, `6 m 12 s`. */
export function formatAge(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000);
}

/** Time between two rows with its sign, as `+110 ms`. */
export function formatDelta(milliseconds: number): string {
  // Clocks of two documents may disagree, so a row can be older than the one before it.
  return milliseconds < 0
    ? `−${formatDuration(-milliseconds)}`
    : `+${formatDuration(milliseconds)}`;
}
