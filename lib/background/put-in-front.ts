import { preludePlace } from './prelude-place.ts';

/** What is needed of a `webRequest.StreamFilter`. */
export interface ResponseFilter {
  ondata?: (event: { data: ArrayBuffer }) => void;
  onstop?: (event: never) => void;
  write(data: ArrayBuffer | Uint8Array): void;
  /** The rest of the response goes its own way. */
  disconnect(): void;
  /** Ends the response. */
  close(): void;
}

/**
 * Puts a prelude in front of the script that a response carries. The bytes of the script are passed on as
 * they are; as soon as it is known where the prelude goes, the browser streams the rest without us.
 * @param prelude gives it; `strict` where it has to begin with `"use strict"` in the script's stead
 */
export function putInFront(filter: ResponseFilter, prelude: (strict: boolean) => string): void {
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  /** Returns whether all that was held has been written. */
  const passOn = (ended: boolean): boolean => {
    const place = preludePlace(held, ended);
    if (place === 'more') return false;
    if (place === 'leave') filter.write(held);
    else {
      const bytes = new TextEncoder().encode(prelude(place.strict));
      if (place.at > 0) filter.write(held.slice(0, place.at));
      filter.write(bytes);
      filter.write(held.slice(place.at));
    }
    return true;
  };

  filter.ondata = ({ data }) => {
    held = joined(held, new Uint8Array(data));
    if (passOn(false)) filter.disconnect();
  };
  filter.onstop = () => {
    // An empty response may be a failed one: nothing is made of it.
    if (held.length > 0) passOn(true);
    filter.close();
  };
}

function joined(first: Uint8Array<ArrayBuffer>, second: Uint8Array<ArrayBuffer>) {
  if (first.length === 0) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
