import { randomBytes } from 'node:crypto';
import type { AskableIds } from '../../../test/support/dear-requests/request-text.js';
import {
  REFERENCE_ACCOUNT,
  REFERENCE_ADMINISTRATOR,
  REFERENCE_CREATOR,
  REFERENCE_SIZES,
  isCreated,
  referenceAccount,
} from '../../../test/support/dear-requests/reference-account.js';
import type { Caller } from '../../../test/support/dear-requests/asked.js';
import type { DearRequest } from '../../../test/support/dear-requests/within-limits.js';
import { MeasuredServer } from '../../measure/measured-server.js';
import { importFile, tokenOf } from '../../measure/own-account.js';
import { medianOf } from '../../measure/rounds.js';
import { headersWith } from '../../servers/headers.js';
import { openStore } from '../../servers/open-store.js';
import type { Store } from '../../servers/server-settings.js';
import { Probes } from './probed-request.js';
import type { Probed } from './probed-request.js';

/** As the bound is stated for. */
const HEAP_MEBIBYTES = 1_024;
/** Each collection a whole one, and one for every few MiB that are made: what is in use after one is alive. */
const WATCHING_MEMORY = ['--gc-global', '--max-semi-space-size=4', '--min-semi-space-size=4'];
const MEBIBYTE = 2 ** 20;
/** A process gets faster for so long. */
const VIEWERS_TO_WARM_UP = 400;
const VIEWERS_OF_PAGE = 40;
/** Not the ones that requests of the search ask as. */
const FIRST_VIEWER = 100;

const INTEGRATIONS = Array.from({ length: REFERENCE_SIZES.integrations }, (_, n) => `int_${n}`);
const PEOPLE = Array.from({ length: REFERENCE_SIZES.users }, (_, n) => `usr_${n}`);

const PICKER =
  '{ usableIntegrations(first: 50) { edges { node { id name type viewerRights { canRead canUse canUpdate canDelete canManagePermissions } } } pageInfo { hasNextPage endCursor } } }';

export interface MeasuredRequest extends Probed {
  /** Of the whole process, milliseconds. */
  readonly cpuMs: number;
  /** CPU of the longest turn of the event loop, milliseconds. */
  readonly turnMs: number;
}

/** A gateway on the reference account, with its usual limits, and a second one that tells what is alive in its memory. */
export class HostileGateway {
  /** What each caller may ask about. */
  readonly ids: Readonly<Record<Caller, AskableIds>> = {
    administrator: { integrations: INTEGRATIONS, people: PEOPLE },
    member: { integrations: INTEGRATIONS.filter((_, n) => isCreated(n)), people: PEOPLE },
  };
  private readonly probes: { readonly timed: Probes; readonly watched: Probes };

  private constructor(
    private readonly timed: MeasuredServer,
    private readonly watched: MeasuredServer,
    private readonly secret: string,
  ) {
    this.probes = { timed: new Probes(timed.url), watched: new Probes(watched.url) };
  }

  static async start(store: Store): Promise<HostileGateway> {
    const datastore = await openStore(store);
    await datastore.open();
    try {
      await importFile(datastore, referenceAccount());
    } finally {
      await datastore.close();
    }
    const secret = randomBytes(32).toString('hex');
    const settings = { store, secret, rights: {}, keepsFacts: true, slowdown: 0, constant: '' };
    const limited = `--max-old-space-size=${HEAP_MEBIBYTES}`;
    const timed = await MeasuredServer.start('gateway', settings, [limited]);
    const watched = await MeasuredServer.start('gateway', settings, [limited, ...WATCHING_MEMORY]);
    return new HostileGateway(timed, watched, secret);
  }

  /** Asks for pages until the process is as fast as it gets. */
  async warmUp(): Promise<void> {
    for (let n = 0; n < VIEWERS_TO_WARM_UP; n += 1) await this.#page(n);
  }

  /** CPU of a page for a viewer who was not seen before: what the bounds are stated in, in milliseconds. */
  async pageMs(): Promise<number> {
    await this.#forget();
    const times: number[] = [];
    for (let n = 0; n < VIEWERS_OF_PAGE; n += 1) {
      const before = await this.timed.cpuSeconds();
      await this.#page(n);
      times.push(((await this.timed.cpuSeconds()) - before) * 1_000);
    }
    return medianOf(times);
  }

  async #page(n: number): Promise<void> {
    const headers = headersWith(await this.#token(`usr_${FIRST_VIEWER + n}`));
    await this.probes.timed.askAlone(JSON.stringify({ query: PICKER }), headers);
  }

  /** With nothing known that earlier requests read. */
  async measure({ asked, query, variables }: DearRequest): Promise<MeasuredRequest> {
    await this.#forget();
    await this.timed.longestTurnSeconds();
    const before = await this.timed.cpuSeconds();
    const probed = await this.#ask(this.probes.timed, { query, variables }, userOf(asked.caller));
    const cpuMs = ((await this.timed.cpuSeconds()) - before) * 1_000;
    return { ...probed, cpuMs, turnMs: (await this.timed.longestTurnSeconds()) * 1_000 };
  }

  /** What was alive at most while the request was answered, beyond what was before it, in MiB. */
  async aliveMebibytes({ asked, query, variables }: DearRequest): Promise<number> {
    await this.#forget();
    await this.watched.watchMemory();
    await this.watched.heapBytes();
    const before = (await this.watched.peakBytes()) ?? 0;
    await this.watched.watchMemory();
    await this.#ask(this.probes.watched, { query, variables }, userOf(asked.caller));
    const peak = await this.watched.peakBytes();
    return Math.max(0, ((peak ?? before) - before) / MEBIBYTE);
  }

  async stop(): Promise<void> {
    this.probes.timed.close();
    this.probes.watched.close();
    await Promise.all([this.timed.stop(), this.watched.stop()]);
  }

  /** A change, after which what was kept of the account counts no more. */
  async #forget(): Promise<void> {
    const query = 'mutation { updateIntegration(input: { id: "int_0", name: "NAME" }) { revision } }';
    const name = `Channel ${randomBytes(4).toString('hex')}`;
    await this.#ask(this.probes.timed, { query: query.replace('NAME', name) }, REFERENCE_ADMINISTRATOR);
  }

  #token(userId: string): Promise<string> {
    return tokenOf(this.secret, { accountId: REFERENCE_ACCOUNT, userId });
  }

  async #ask(probes: Probes, body: object, userId: string): Promise<Probed> {
    return probes.ask(JSON.stringify(body), headersWith(await this.#token(userId)));
  }
}

function userOf(caller: Caller): string {
  return caller === 'administrator' ? REFERENCE_ADMINISTRATOR : REFERENCE_CREATOR;
}
