import { effect, type Signal, signal } from '@preact/signals';

/** A number that outlives the panel where the browser lets it. */
export function storedNumber(name: string, initial: number): Signal<number> {
  const value = signal(read(name) ?? initial);
  let first = true;
  // Lives as long as the panel's document, as the signal does.
  effect(() => {
    const current = value.value;
    if (!first) write(name, current);
    first = false;
  });
  return value;
}

// Storage throws where the user blocked it or it is full; then the size just lasts for today.
function read(name: string): number | null {
  try {
    const number = Number.parseFloat(localStorage.getItem(name) ?? '');
    return Number.isFinite(number) ? number : null;
  } catch {
    return null;
  }
}

function write(name: string, value: number): void {
  try {
    localStorage.setItem(name, String(value));
  } catch {
    return;
  }
}
