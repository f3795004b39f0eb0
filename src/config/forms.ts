import { isIP } from 'node:net';
import { z } from 'zod';
import { EXECUTORS, LOG_LEVELS } from './settings.js';
import type { DatastoreSettings } from './settings.js';

/**
 * The form that each variable's text must have. A value that is set but empty is a mistake and never taken for unset:
 * an audience that a template left empty must not switch its check off.
 */

const SHORTEST_SECRET_BYTES = 32;
const SECRETS_KEY_BYTES = 32;
const LARGEST_PORT = 65_535;
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** Networks that Fastify knows by name. */
const NAMED_NETWORKS: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

const EMPTY = 'is set but empty. Give a value, or unset it.';

export const datastoreUri = variable(
  datastoreOf,
  'is not the address of a datastore. Give sqlite:FILE (such as sqlite:latchkey.db), sqlite::memory: or mongodb://HOST/DATABASE.',
);

export const host = variable(
  (text) => (isIP(text) !== 0 || HOST_NAME.test(text) ? text : undefined),
  'is not a host. Give an IP address or a host name, without scheme and port; the default is 127.0.0.1.',
);

export const port = variable(
  (text) => (/^\d{1,5}$/.test(text) && Number(text) <= LARGEST_PORT ? Number(text) : undefined),
  'is not a port. Give a number from 0 (any free port) to 65535; the default is 4000.',
);

export const sharedSecret = variable(
  (text) => (Buffer.byteLength(text) >= SHORTEST_SECRET_BYTES ? text : undefined),
  'is too short. Give at least 32 bytes, for example the output of: openssl rand -base64 48',
);

export const jwksUrl = variable(
  (text) => (isJwksUrl(text) ? text : undefined),
  'is not an address of a key set. Give an http or https URL without user name and password.',
);

/** An issuer or an audience: any text, compared exactly. */
export const claim = variable((text) => text, EMPTY);

/** A part of the gateway that can be left out. */
export const onOrOff = variable(
  (text) => (text === 'on' || text === 'off' ? text === 'on' : undefined),
  'is neither on nor off. Give one of the two.',
);

export const executor = variable(
  (text) => EXECUTORS.find((way) => way === text),
  'is no way to execute queries. Give interpreted, which is the default, or unset it.',
);

export const file = variable(
  (text) => (text.includes('\0') ? undefined : text),
  'is not the path of a file.',
);

export const secretsKey = variable(
  secretsKeyOf,
  'is not a key of 32 bytes in base64. Give the output of: openssl rand -base64 32',
);

export const logLevel = variable(
  (text) => LOG_LEVELS.find((level) => level === text),
  `is not a log level. Give one of ${LOG_LEVELS.join(', ')}; the default is info.`,
);

export const corsOrigins: z.ZodType<readonly string[], string> = variable(
  originsOf,
  'is no list of origins. Give each as a browser sends it, such as https://console.example:8443: scheme, host in lower case and a port that is not the usual one; without path, slash or star, separated by commas.',
);

export const trustProxy: z.ZodType<readonly string[], string> = variable(
  proxiesOf,
  'is no list of proxies. Give the address of each, such as 10.0.0.7, a network such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, separated by commas. All addresses at once cannot be trusted: anybody could then claim to be anywhere.',
);

/** A whole number within a range, written in decimal digits. */
export function wholeNumber({ least, most, unit, default: usual }: NumberRange): z.ZodType<number> {
  return variable((text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  }, `is not a whole number from ${least} to ${most}. Give one, in ${unit}; the default is ${usual}.`).default(
    usual,
  );
}

/** Bounds included. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly default: number;
}

/** A variable whose text is read by `read`, which answers undefined for a text that will not do. */
function variable<T>(read: (text: string) => T | undefined, mistake: string) {
  return z.string('is not set.').transform((text, context): T => {
    const value = text === '' ? undefined : read(text);
    if (value !== undefined) return value;
    context.addIssue(text === '' ? EMPTY : mistake);
    return z.NEVER;
  });
}

function datastoreOf(uri: string): DatastoreSettings | undefined {
  if (/^mongodb:\/\/[^/\s]/.test(uri)) return { engine: 'MONGODB', uri };
  const file = /^sqlite:(?!\/\/)(.+)$/.exec(uri)?.[1];
  return file === undefined ? undefined : { engine: 'SQLITE', file };
}

function originsOf(text: string): readonly string[] | undefined {
  const origins = text.split(',').map((origin) => origin.trim());
  return origins.every(isOrigin) ? origins : undefined;
}

/** Exactly as browsers write it, since it is compared so: an origin in another spelling would never match. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function proxiesOf(text: string): readonly string[] | undefined {
  const proxies = text.split(',').map((proxy) => proxy.trim());
  return proxies.every(isProxy) ? proxies : undefined;
}

function isProxy(text: string): boolean {
  if (NAMED_NETWORKS.has(text)) return true;
  const [address = '', prefix, ...others] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === 0 || address.includes('%') || others.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits);
}

function isJwksUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

function secretsKeyOf(text: string): Buffer | undefined {
  const key = Buffer.from(text, 'base64');
  // Node skips what is no base64, so only the way back shows that all of it was.
  return key.length === SECRETS_KEY_BYTES && key.toString('base64') === text ? key : undefined;
}
