/** Runs tasks one after another, in the order they came. */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      this.#waiting -= 1;
    }
  }
}

/** One queue for each account at work: changes of one account in one process would only run into each other. */
export class AccountQueues {
  readonly #queues = new Map<string, TaskQueue>();

  async run<T>(accountId: string, task: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(accountId) ?? new TaskQueue();
    this.#queues.set(accountId, queue);
    try {
      return await queue.run(task);
    } finally {
      if (queue.isIdle) this.#queues.delete(accountId);
    }
  }
}
