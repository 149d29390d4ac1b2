/**
 * Which of the takers get an offer of their own, when each takes only what it accepts and an offer goes to one taker:
 * as many as possible. `offers` holds, for each taker, what it accepts; the result whether it got one.
 * Source: bipartite matching by augmenting paths.
 */
export function distinctTakers(offers: readonly (readonly string[])[]): readonly boolean[] {
  const takerOf = new Map<string, number>();
  const served = offers.map(() => false);
  for (const taker of offers.keys()) served[taker] = give(taker, new Set());
  return served;

  /** Gives the taker an offer, moving others to another one where that helps. */
  function give(taker: number, tried: Set<string>): boolean {
    for (const offer of offers.slice(taker, taker + 1).flat()) {
      if (tried.has(offer)) continue;
      tried.add(offer);
      const holder = takerOf.get(offer);
      if (holder !== undefined && !give(holder, tried)) continue;
      takerOf.set(offer, taker);
      return true;
    }
    return false;
  }
}
