/**
 * Which sockets had which handshakes, told by order: both are numbered in the order of their
 * constructors, yet either list may have some that the other lacks.
 */

/** Pairs that are looked at together at most; beyond that nothing is said for sure. */
const MAX_PAIRS = 2_000_000;
/** Beyond that, handshakes that are looked at for one socket: those at about its place. */
const MAX_CANDIDATES = 100;

/** What is known of one socket: the handshakes, by position, that may be its own. */
export interface OrderedMatch {
  candidates: number[];
  /** It may as well have had none of them. */
  maybeNone: boolean;
}

/**
 * Pairs two lists in order, so that as many as possible have a partner that `fits`. Where that can
 * be done in several ways, each candidate of each of these ways is returned.
 */
export function matchInOrder(
  sockets: number,
  handshakes: number,
  fits: (socket: number, handshake: number) => boolean,
): OrderedMatch[] {
  if (sockets * handshakes > MAX_PAIRS)
    return all(sockets).map((i) => ({
      candidates: around(Math.floor((i * handshakes) / sockets), handshakes).filter((j) =>
        fits(i, j),
      ),
      maybeNone: true,
    }));
  const width = handshakes + 1;
  const fit = new Uint8Array(sockets * width);
  // Most pairs among the first i sockets and j handshakes, and among those from i and j on.
  const before = new Uint16Array((sockets + 1) * width);
  const after = new Uint16Array((sockets + 1) * width);
  const at = (table: Uint8Array | Uint16Array, i: number, j: number): number =>
    table[i * width + j] as number;
  for (let i = 0; i < sockets; i += 1)
    for (let j = 0; j < handshakes; j += 1) {
      const here = fits(i, j) ? 1 : 0;
      fit[i * width + j] = here;
      before[(i + 1) * width + j + 1] = Math.max(
        at(before, i, j + 1),
        at(before, i + 1, j),
        here && at(before, i, j) + 1,
      );
    }
  for (let i = sockets - 1; i >= 0; i -= 1)
    for (let j = handshakes - 1; j >= 0; j -= 1)
      after[i * width + j] = Math.max(
        at(after, i + 1, j),
        at(after, i, j + 1),
        at(fit, i, j) && at(after, i + 1, j + 1) + 1,
      );
  const most = at(after, 0, 0);
  return all(sockets).map((i) => {
    const candidates: number[] = [];
    let maybeNone = false;
    for (let j = 0; j <= handshakes; j += 1) {
      if (at(fit, i, j) && at(before, i, j) + 1 + at(after, i + 1, j + 1) === most)
        candidates.push(j);
      if (at(before, i, j) + at(after, i + 1, j) === most) maybeNone = true;
    }
    return { candidates, maybeNone };
  });
}

/** The places of a list that are nearest to one of them. */
function around(place: number, count: number): number[] {
  const first = Math.max(0, Math.min(place - MAX_CANDIDATES / 2, count - MAX_CANDIDATES));
  return all(Math.min(MAX_CANDIDATES, count)).map((index) => first + index);
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
