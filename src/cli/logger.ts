import { pino, stdTimeFunctions } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from '../config/settings.js';
import type { CliContext } from './context.js';

/** Tokens must not reach a log, whoever logs the headers of a request. */
const REDACTED = ['req.headers.authorization', 'headers.authorization'];

/** The one logger of the process: JSON lines with readable times and levels. */
export function createLogger(context: CliContext, level: LogLevel): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: REDACTED,
    },
    context.logs,
  );
}
