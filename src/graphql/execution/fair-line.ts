interface Place<T> {
  /** What the user has used up, in whatever is charged, on the clock of the line. */
  used: number;
  readonly waiting: T[];
}

/**
 * Those who wait, of several users: whoever of them used least so far comes next, so that one user's many have no more
 * than another's few. A user who comes anew starts where the one served last stood, and saves nothing up.
 */
export class FairLine<T> {
  readonly #users = new Map<string, Place<T>>();
  #clock = 0;
  #length = 0;

  /** How many wait. */
  get length(): number {
    return this.#length;
  }

  lengthOf(user: string): number {
    return this.#users.get(user)?.waiting.length ?? 0;
  }

  add(user: string, item: T): void {
    this.#placeOf(user).waiting.push(item);
    this.#length += 1;
  }

  /** Takes one who gave up out of the line; nothing when it is not in it. */
  remove(user: string, item: T): void {
    const waiting = this.#users.get(user)?.waiting ?? [];
    const index = waiting.indexOf(item);
    if (index === -1) return;
    waiting.splice(index, 1);
    this.#length -= 1;
  }

  /** The one who comes next, who goes on waiting; undefined when nobody waits. */
  first(): { readonly user: string; readonly item: T } | undefined {
    const best = this.#best();
    const [item] = best?.place.waiting ?? [];
    return best === undefined || item === undefined ? undefined : { user: best.user, item };
  }

  /** The next one, of those users who may be served; undefined when there is none. */
  next(mayBeServed?: (user: string) => boolean): { readonly user: string; readonly item: T } | undefined {
    const best = this.#best(mayBeServed);
    const item = best?.place.waiting.shift();
    if (best === undefined || item === undefined) return undefined;
    this.#length -= 1;
    this.#clock = Math.max(this.#clock, best.place.used);
    return { user: best.user, item };
  }

  /** Counts against a user what was used of that which is shared. */
  charge(user: string, amount: number): void {
    this.#placeOf(user).used += amount;
  }

  #best(
    mayBeServed: (user: string) => boolean = () => true,
  ): { readonly user: string; readonly place: Place<T> } | undefined {
    if (this.#length === 0) {
      this.#users.clear();
      return undefined;
    }
    let best: { readonly user: string; readonly place: Place<T> } | undefined;
    for (const [user, place] of this.#users) {
      if (place.waiting.length === 0) {
        // Nothing is owed: whoever comes anew starts here as well.
        if (place.used <= this.#clock) this.#users.delete(user);
      } else if ((best === undefined || place.used < best.place.used) && mayBeServed(user)) {
        best = { user, place };
      }
    }
    return best;
  }

  #placeOf(user: string): Place<T> {
    const known = this.#users.get(user);
    if (known !== undefined) {
      known.used = Math.max(known.used, known.waiting.length === 0 ? this.#clock : 0);
      return known;
    }
    const place: Place<T> = { used: this.#clock, waiting: [] };
    this.#users.set(user, place);
    return place;
  }
}
