import type { DestinationStream } from 'pino';

export type LogLine = Readonly<Record<string, unknown>>;

/** Keeps what a gateway logs. */
export class CapturedLog implements DestinationStream {
  text = '';

  write(line: string): void {
    this.text += line;
  }

  /** Every line, each of which must be an object of JSON. */
  get lines(): readonly LogLine[] {
    return this.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine);
  }
}
