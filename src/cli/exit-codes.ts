/** Those of sysexits that the command line uses, so that a script can tell its own mistakes from an outage. */
export const EXIT_CODE = {
  ok: 0,
  usage: 64,
  badData: 65,
  noInput: 66,
  unavailable: 69,
  internal: 70,
  configuration: 78,
  /** As shells report a process that Ctrl-C ended; sysexits has none for it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];
