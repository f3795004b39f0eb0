/** The part of autocannon that is used here; it comes without types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  namespace autocannon {
    interface Options {
      readonly url: string;
      readonly connections: number;
      readonly method: 'POST';
      /** Each connection sends them in turn. */
      readonly requests: readonly {
        readonly headers: Readonly<Record<string, string>>;
        readonly body: string;
      }[];
      /** Ends after so many answers. */
      readonly amount: number;

      /** How often it looks whether it is done, in milliseconds. */
      readonly sampleInt?: number;
    }

    interface Result {
      readonly '2xx': number;
      readonly non2xx: number;
      readonly errors: number;
      readonly timeouts: number;
      readonly latency: { readonly p50: number; readonly p99: number };
    }

    interface Running extends EventEmitter, PromiseLike<Result> {}
  }

  function autocannon(options: autocannon.Options): autocannon.Running;
  export = autocannon;
}
