/** One thing that is wrong in the environment. */
export interface ConfigurationMistake {
  readonly variable: string;
  /** Goes on after the variable's name: what is wrong, and what would be right. Never shows a value. */
  readonly message: string;
}

/** The environment does not say what the command needs to know. Holds every mistake, not the first one alone. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(
    readonly mistakes: readonly ConfigurationMistake[],
    options?: ErrorOptions,
  ) {
    super(mistakes.map(({ variable, message }) => `${variable} ${message}`).join('\n'), options);
  }
}
