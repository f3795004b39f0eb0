import type { ViewerRef } from '../contract/datastore.js';

/** Who is read with an account. Of both the user counts; of an access token alone whoever it belongs to. */
export interface StateViewer {
  readonly userId?: string | undefined;
  readonly accessTokenId?: string | undefined;
}

export function stateViewer(by: ViewerRef | undefined): StateViewer {
  return typeof by === 'string' ? { userId: by } : (by ?? {});
}
