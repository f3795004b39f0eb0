import { VARIABLE_HELP } from '../config/variables.js';

/**
 * The part of a command's help that explains the variables it reads.
 * @throws Error when there is no such variable.
 */
export function environmentHelp(...variables: readonly string[]): string {
  const width = Math.max(...variables.map((name) => name.length));
  const lines = variables.map((name) => {
    const help = VARIABLE_HELP.get(name);
    if (help === undefined) throw new Error(`There is no variable ${name}`);
    return `  ${name.padEnd(width)}  ${help}`;
  });
  return ['', 'Environment:', ...lines].join('\n');
}

/** The same for a command that reads every variable. */
export function wholeEnvironmentHelp(): string {
  return environmentHelp(...VARIABLE_HELP.keys());
}
