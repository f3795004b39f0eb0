import { ViewerAccess } from '../access/viewer-access.js';
import type { Requester } from '../changes/change-dependencies.js';
import type { ChangeResult } from '../changes/run-change.js';
import type { Datastore, PortionOfSearch, Snapshot } from '../datastore/contract/datastore.js';
import { DatastoreUnavailableError, OutcomeUnknownError } from '../datastore/contract/errors.js';
import { PayloadUnavailableError, UnauthenticatedError } from '../errors/public-errors.js';
import type { Decision } from '../decision/decision.js';
import type { Identity } from '../identity/identity.js';
import type { RequestKey } from './idempotency/request-key.js';
import { Loaders } from './loaders.js';
import type { Execution } from './execution/execution.js';
import type { RequestCost } from './execution/request-cost.js';
import { FURTHER_PORTION, LISTS_OF_PORTION } from './document/cost/weights.js';
import { Refusals } from './guard/refusals.js';
import type { Selections } from './selections.js';
import { Views } from './views/views.js';

/** What runs: the name its client gave it, the fields it selects, and what of it was refused so far. */
export interface Operation {
  readonly name: string | null;
  readonly selections: Selections;
  readonly refusals: Refusals;
}

/** Which request it is, and how it runs. */
export interface RequestRun {
  readonly requestId: string;
  readonly execution: Execution;
  readonly cost: RequestCost;
  /** The only document that it may run; undefined when it named none. */
  readonly document: string | undefined;
  /** Milliseconds since 1970, by which access tokens expire. */
  readonly now: () => number;
  /** Counts what is decided; absent where nothing is counted. */
  readonly metrics?: DecisionMetrics | undefined;
}

/** What is told of decisions. */
export interface DecisionMetrics {
  decision(decision: Pick<Decision, 'allowed' | 'decidedBy'>): void;
}

/** One state of the account as the viewer sees it, with everything read from it so far. */
interface State {
  readonly snapshot: Snapshot;
  readonly access: ViewerAccess;
}

interface Shared {
  readonly run: RequestRun;
  readonly tokenLastUsedOn: string | null;
  state: State;
  operation: Operation;
  /** The header that came with the request, in any form; Apollo would not tell an empty one from none. */
  idempotencyKey: string | undefined;
  /** By which it is known when it comes again; undefined when it brought no key. */
  key: RequestKey | undefined;
  /** The datastore failed to make one of its changes. */
  isChangeLost: boolean;
  /** The revision after each of its changes, by the response name of the mutation. */
  readonly revisions: Map<string, number>;
  shown: { readonly views: Views; readonly loaders: Loaders } | undefined;
  errorCodes: readonly string[];
}

/**
 * What every resolver and guard of one request shares: one state of the account and the viewer in it. After a change
 * a new state takes its place, so that the answer to the change shows what it did.
 */
export class RequestContext {
  private constructor(
    private readonly datastore: Datastore,
    readonly requester: Requester,
    /** Apollo works on a shallow copy of the context; what one of the two does, the other must know. */
    private readonly shared: Shared,
  ) {}

  /** @throws UnauthenticatedError when the account or user is unknown, the user inactive, or the token not live. */
  static async open(datastore: Datastore, identity: Identity, run: RequestRun): Promise<RequestContext> {
    const { requestId, execution } = run;
    const requester = {
      ...identity,
      requestId,
      sent: execution.sent,
    };
    const state = await openState(datastore, requester, run);
    return new RequestContext(datastore, requester, {
      run,
      tokenLastUsedOn: state.snapshot.accessToken?.lastUsedOn ?? null,
      state,
      operation: { name: null, selections: new Set(), refusals: new Refusals(0) },
      idempotencyKey: undefined,
      key: undefined,
      isChangeLost: false,
      revisions: new Map(),
      shown: undefined,
      errorCodes: [],
    });
  }

  get execution(): Execution {
    return this.shared.run.execution;
  }

  /** Notes decisions that the answer tells because they were asked for. */
  decided(decisions: readonly Pick<Decision, 'allowed' | 'decidedBy'>[]): void {
    const { metrics } = this.shared.run;
    if (metrics !== undefined) for (const decision of decisions) metrics.decision(decision);
  }

  get cost(): RequestCost {
    return this.shared.run.cost;
  }

  /** Of the access token that the request came with; null as well when it came with none. */
  get tokenLastUsedOn(): string | null {
    return this.shared.tokenLastUsedOn;
  }

  /** The document that was admitted. */
  get document(): string | undefined {
    return this.shared.run.document;
  }

  get snapshot(): Snapshot {
    return this.shared.state.snapshot;
  }

  get access(): ViewerAccess {
    return this.shared.state.access;
  }

  get views(): Views {
    return this.show().views;
  }

  get loaders(): Loaders {
    return this.show().loaders;
  }

  get refusals(): Refusals {
    return this.shared.operation.refusals;
  }

  /** The name the client gave its operation; null before that is known, and when it gave none. */
  get operationName(): string | null {
    return this.shared.operation.name;
  }

  /** Tells which operation is about to run, before anything is resolved. */
  begin(operation: Operation): void {
    this.shared.operation = operation;
  }

  /**
   * Runs a change, with the present state let go of, takes up the state after it and shows that. Of a change that
   * failed nothing is shown, so no state is taken up: the failure answers at once, and so it does for the changes that
   * the request asks for after it, which are not tried [O17].
   * @param field The response name of the mutation.
   * @throws PayloadUnavailableError when something was changed and cannot be shown.
   */
  async change<T, P>(
    field: string,
    run: (requester: Requester) => Promise<ChangeResult<T>>,
    show: (result: ChangeResult<T>) => P | Promise<P>,
  ): Promise<P> {
    const result = await this.makeChange(field, run);
    try {
      this.shared.state = await openState(this.datastore, this.requester, this.shared.run);
      this.shared.shown = undefined;
      return await show(result);
    } catch (cause) {
      if (result.revision === null) throw cause;
      throw new PayloadUnavailableError(result.revision, { cause });
    }
  }

  /**
   * As `change`, for one whose answer shows nothing of the account: it may have ended the viewer's right to look at it.
   */
  async changeAndTell<T, P>(
    field: string,
    run: (requester: Requester) => Promise<ChangeResult<T>>,
    tell: (result: ChangeResult<T>) => P,
  ): Promise<P> {
    return tell(await this.makeChange(field, run));
  }

  get idempotencyKey(): string | undefined {
    return this.shared.idempotencyKey;
  }

  /** Notes the key that the request was sent with; it counts for mutations alone. */
  sentWith(idempotencyKey: string | undefined): void {
    this.shared.idempotencyKey = idempotencyKey;
  }

  /** Has its mutations carried out once, however often it is sent with this key. */
  knowBy(key: RequestKey): void {
    this.shared.key = key;
  }

  /** The revision after the change that a mutation made; undefined when it made none. */
  revisionAfter(field: string): number | undefined {
    return this.shared.revisions.get(field);
  }

  /** The codes of the errors in the answer, each once. */
  get errorCodes(): readonly string[] {
    return this.shared.errorCodes;
  }

  /** Notes which errors the answer tells. */
  answeredWith(errorCodes: readonly string[]): void {
    this.shared.errorCodes = errorCodes;
  }

  /** Lets go of the state. Safe to call twice. */
  async close(): Promise<void> {
    await this.shared.state.snapshot.close();
  }

  private async makeChange<T>(
    field: string,
    run: (requester: Requester) => Promise<ChangeResult<T>>,
  ): Promise<ChangeResult<T>> {
    await this.execution.turn();
    if (this.shared.isChangeLost) {
      throw new DatastoreUnavailableError('The datastore did not take an earlier change of the request');
    }
    await this.close();
    const { key } = this.shared;
    const { deadline: signal, changesStartBy: startBy } = this.execution.end;
    const keyed = key && { ...key, field };
    const result = await this.carryOut(() => run({ ...this.requester, signal, startBy, keyed }));
    if (result.revision !== null) {
      this.shared.revisions.set(field, result.revision);
      this.execution.end.leaveTimeToShow();
    }
    return result;
  }

  private async carryOut<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      this.shared.isChangeLost =
        error instanceof DatastoreUnavailableError || error instanceof OutcomeUnknownError;
      throw error;
    }
  }

  private show() {
    if (this.shared.shown !== undefined) return this.shared.shown;
    const views = new Views(this.snapshot, this.access, this.shared.operation.selections);
    const shown = { views, loaders: new Loaders(this.snapshot, this.access, views) };
    this.shared.shown = shown;
    return shown;
  }
}

/** Each state is that of the access token too: whoever revokes it ends the request that goes on after a change. */
async function openState(
  datastore: Datastore,
  { accountId, userId, accessToken }: Requester,
  run: RequestRun,
): Promise<State> {
  const { execution, now } = run;
  const by = accessToken === undefined ? userId : { accessTokenId: accessToken.id };
  const snapshot = await execution.open(
    () =>
      datastore.openSnapshot(accountId, by, (read, portion) =>
        portion === undefined ? execution.read(read) : runPortion(read, portion, run),
      ),
    async (opened) => opened?.close(),
  );
  if (snapshot === undefined) throw new UnauthenticatedError('UNKNOWN_USER');
  try {
    return { snapshot, access: ViewerAccess.of(snapshot, { accessToken, now: now() }) };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

/**
 * How many portions a search takes is not known before, so each but the first is charged when it is about to be walked
 * [O4]. Of many lists at once more rows are walked.
 */
async function runPortion<T>(
  read: () => Promise<T>,
  portion: PortionOfSearch,
  { execution, cost }: RequestRun,
): Promise<T> {
  if (!portion.isFirst) cost.charge(FURTHER_PORTION * Math.ceil(portion.lists / LISTS_OF_PORTION));
  return await execution.portion(read);
}
