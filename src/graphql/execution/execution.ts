import type { CommandTally } from '../../datastore/contract/datastore.js';
import type { ReadShares } from './read-shares.js';
import type { RequestEnd } from './request-end.js';
import type { Turns, Worker } from './turns.js';

export interface ExecutionParts {
  readonly worker: Worker;
  readonly end: RequestEnd;
  readonly turns: Turns;
  readonly reads: ReadShares;
}

/** Rows that are shown in one turn of the event loop; a page of a list has at most half of them. */
const ROWS_PER_TURN = 200;
/**
 * A read is at least as much work as showing so many rows. Of an engine that answers at once, nothing else would keep
 * all the reads of a request from one turn.
 */
const ROWS_OF_READ = 10;
/**
 * Some reads are far more work than others: beyond the few that most requests take, none is begun in a turn that has
 * lasted so long.
 */
const LONG_TURN_MS = 10;
const FEW_READS = 8;

/** How one request runs: in turns, with its share of what the process has, and no longer than it may [O4, O5]. */
export class Execution {
  readonly #parts: ExecutionParts;
  readonly #leave: () => void;
  #rows = 0;
  #reads = 0;
  #turn: Promise<void> | undefined;
  #hasLeft = false;
  /**
   * The commands sent so far. A read counts one, as nearly all are, also where its command was shared with the reads of
   * other requests; a change counts what it sends.
   */
  readonly sent: CommandTally = { commands: 0 };

  constructor(parts: ExecutionParts, leave: () => void) {
    this.#parts = parts;
    this.#leave = leave;
  }

  get end(): RequestEnd {
    return this.#parts.end;
  }

  /**
   * Runs a read when there is room and a place for it, and lets go of it when the request ends. What was found is handed
   * over in a turn of the request.
   */
  read<T>(read: () => Promise<T>): Promise<T> {
    const room = this.end.reason === undefined ? this.#roomForRead() : undefined;
    return room === undefined ? this.#readNow(read) : room.then(() => this.#readNow(read));
  }

  /**
   * As `read`, of something that is to be closed again. What is open when the request has ended, or ends before it was
   * handed over, is closed here: nobody else knows of it.
   */
  async open<T>(open: () => Promise<T>, close: (opened: T) => Promise<void>): Promise<T> {
    let closeOpened: (() => Promise<void>) | undefined;
    try {
      return await this.read(async () => {
        const opened = await open();
        if (this.end.reason === undefined) closeOpened = () => close(opened);
        else await close(opened);
        return opened;
      });
    } catch (error) {
      await closeOpened?.();
      throw error;
    }
  }

  #roomForRead(): Promise<void> | undefined {
    this.#reads += 1;
    const room = this.roomFor(ROWS_OF_READ) ?? this.#whenTurnIsShort();
    return room?.then(() => this.#whenTurnIsShort());
  }

  #whenTurnIsShort(): Promise<void> | undefined {
    const { worker, turns } = this.#parts;
    if (this.#reads <= FEW_READS || !turns.hasWorkedFor(worker, LONG_TURN_MS)) return undefined;
    return this.turn().then(() => this.#whenTurnIsShort());
  }

  #readNow<T>(read: () => Promise<T>): Promise<T> {
    const { worker, end, reads } = this.#parts;
    const { user } = worker;
    return new Promise((resolve, reject) => {
      const finish = (goOn: () => void) => {
        reads.finish(user);
        this.#inTurn(() => {
          end.forget(reject);
          goOn();
        });
      };
      end.whenEnded(reject);
      reads.start(user, () => {
        if (end.reason !== undefined) {
          reads.finish(user);
          return;
        }
        this.sent.commands += 1;
        read().then(
          (found) => {
            finish(() => {
              resolve(found);
            });
          },
          (error: unknown) => {
            finish(() => {
              reject(error instanceof Error ? error : new Error(String(error)));
            });
          },
        );
      });
    });
  }

  #inTurn(work: () => void): void {
    const { turns, worker } = this.#parts;
    const turn = turns.take(worker);
    if (turn === undefined) work();
    else void turn.then(work);
  }

  /** Runs a read that may take long, in a turn of its own: everybody else's turns and reads come in between. */
  async portion<T>(read: () => Promise<T>): Promise<T> {
    await this.turn();
    return this.read(read);
  }

  /**
   * Lets everybody else go first: waits for a turn of the next round of the event loop.
   * @throws DeadlinePassedError when the request has ended.
   */
  turn(): Promise<void> {
    const { worker, end, turns } = this.#parts;
    end.check();
    return turns.yield(worker).then(() => {
      end.check();
    });
  }

  /**
   * Waits before so many rows are shown, or as much other work is done, when what was before filled the turn: showing
   * a list waits for nothing by itself, so a large answer would hold up everybody else. Undefined when there is room.
   */
  roomFor(rows: number): Promise<void> | undefined {
    this.#rows += rows;
    if (this.#rows > ROWS_PER_TURN) {
      this.#rows = rows;
      this.#turn = this.#turn === undefined ? this.turn() : this.#turn.then(() => this.turn());
    }
    return this.#turn;
  }

  /** The request was answered, or nobody waits for it any more. Safe to call twice. */
  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#leave();
  }
}
