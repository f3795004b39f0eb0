import type { Datastore, Snapshot } from '../../src/datastore/contract/datastore.js';
import { OutcomeUnknownError } from '../../src/datastore/contract/errors.js';

/** A call of the contract; `change.write` is the moment between the plan of a change and its writes. */
export type Call = keyof Datastore | 'change.write' | `snapshot.${keyof Snapshot}`;

/** What becomes of one call: it is run or not, before or after something else, and its reply is given or lost. */
export type Trouble = <T>(run: () => Promise<T>) => Promise<T>;

export type TroubleOf = (call: Call, index: number) => Trouble | undefined;

/** Letting go is not troubled: it asks nothing of a server, and what is not let go of would stop the tests themselves. */
const UNTROUBLED: ReadonlySet<string> = new Set<Call>(['open', 'close', 'snapshot.close']);

/** A datastore of which chosen calls get into trouble. Everything else is the real one's. */
export class TroubledDatastore {
  readonly datastore: Datastore;
  /** Those made since `trouble` or `repair`. */
  readonly calls: Call[] = [];
  readonly #underWay = new Set<Promise<unknown>>();
  #troubleOf: TroubleOf = () => undefined;

  constructor(real: Datastore) {
    this.datastore = this.#watched(real, '', {
      openSnapshot: (...given) => this.#openSnapshot(real, given),
      change: (target, plan) =>
        this.#committed(
          (run) => this.#troubled('change', run),
          () =>
            real.change(target, async (snapshot, kept) => {
              const planned = await plan(this.#watched(snapshot, 'snapshot.'), kept);
              return this.#troubled('change.write', () => Promise.resolve(planned));
            }),
        ),
    });
  }

  /** From now on asked for each call, with the number of calls before it. */
  trouble(troubleOf: TroubleOf): void {
    this.calls.length = 0;
    this.#troubleOf = troubleOf;
  }

  repair(): void {
    this.trouble(() => undefined);
  }

  /** Resolves when the datastore is at work no more, also on calls whose replies are lost. */
  async untilQuiet(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  #troubled<T>(call: Call, run: () => Promise<T>): Promise<T> {
    const trouble = this.#troubleOf(call, this.calls.length);
    this.calls.push(call);
    const running = (): Promise<T> => this.#watchedToItsEnd(run());
    return trouble === undefined ? running() : trouble(running);
  }

  /** A change that went on, or was made, while its answer was lost is one of which nobody knows the outcome. */
  async #committed<T>(troubled: (run: () => Promise<T>) => Promise<T>, change: () => Promise<T>): Promise<T> {
    const sent: { failure?: unknown }[] = [];
    const run = (): Promise<T> => {
      const call: (typeof sent)[number] = {};
      sent.push(call);
      return change().catch((error: unknown) => {
        call.failure = error;
        throw error;
      });
    };
    try {
      return await troubled(run);
    } catch (error) {
      const [call] = sent;
      if (call === undefined || call.failure === error) throw error;
      throw new OutcomeUnknownError('The answer to the change was lost', { cause: error });
    }
  }

  #watchedToItsEnd<T>(running: Promise<T>): Promise<T> {
    const end = running.finally(() => this.#underWay.delete(end));
    this.#underWay.add(end);
    return end;
  }

  /** A snapshot of which nobody hears is let go of, as the server would do by itself. */
  async #openSnapshot(
    real: Datastore,
    given: Parameters<Datastore['openSnapshot']>,
  ): Promise<Snapshot | undefined> {
    let opening: Promise<Snapshot | undefined> | undefined;
    try {
      const snapshot = await this.#troubled('openSnapshot', () => (opening = real.openSnapshot(...given)));
      return snapshot && this.#watched(snapshot, 'snapshot.');
    } catch (error) {
      void opening?.then((snapshot) => snapshot?.close()).catch(() => undefined);
      throw error;
    }
  }

  #watched<T extends object>(real: T, prefix: '' | 'snapshot.', replaced: Partial<T> = {}): T {
    return new Proxy(real, {
      get: (target, name) => {
        if (name in replaced) return Reflect.get(replaced, name);
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function' || typeof name !== 'string') return member;
        const call = (prefix + name) as Call;
        const run = (given: readonly unknown[]) =>
          Reflect.apply(member, target, [...given]) as Promise<unknown>;
        if (UNTROUBLED.has(call)) return (...given: readonly unknown[]) => run(given);
        return (...given: readonly unknown[]) => this.#troubled(call, () => run(given));
      },
    });
  }
}
