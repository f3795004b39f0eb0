import { rbac } from './company.js';
import type { AnsweredError } from './tenant.js';

/** Why an action was refused, and on what: an integration's id, or `*`. */
export interface Refusal {
  readonly action: string;
  readonly on: string;
  readonly layer: string;
  readonly reason: string;
}

/** The whole FORBIDDEN error at a path. */
export function forbidden(path: string, { action, on, layer, reason }: Refusal): AnsweredError {
  return { path, code: 'FORBIDDEN', action, rbacId: rbac(on), layer, reason };
}

/** A FORBIDDEN that is about no integration. */
export function administratorsOnly(path: string): AnsweredError {
  return {
    path,
    code: 'FORBIDDEN',
    action: null,
    rbacId: null,
    layer: null,
    reason: 'ADMINISTRATORS_ONLY',
  };
}

export function refused(path: string, code: string): AnsweredError {
  return { path, code };
}
