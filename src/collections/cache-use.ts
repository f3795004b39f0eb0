/** How often what was asked of a cache was in it. */
export class CacheUse {
  hits = 0;
  misses = 0;

  note(isFound: boolean): void {
    if (isFound) this.hits += 1;
    else this.misses += 1;
  }
}
