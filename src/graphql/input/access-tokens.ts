import { z } from 'zod';
import { ACCESS_TOKEN_DAYS } from '../../datastore/contract/account-limits.js';
import { id, name, reason } from './text.js';

const { min, max } = ACCESS_TOKEN_DAYS;
const DAYS = `must be ${min} to ${max}`;

export const createAccessTokenInput = z.object({
  input: z.object({
    userId: id.exactOptional(),
    name,
    expiresInDays: z.int().min(min, DAYS).max(max, DAYS).default(ACCESS_TOKEN_DAYS.default),
    reason: reason.nullable().default(null),
  }),
});

export const revokeAccessTokenInput = z.object({
  input: z.object({ id, reason: reason.nullable().default(null) }),
});
