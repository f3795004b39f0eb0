import { readFileSync } from 'node:fs';
import path from 'node:path';

export const PROJECT_ROOT = path.join(__dirname, '../..');

/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The stages of the Dockerfile, the last one being the image. */
export function readStages(): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = [];
  for (const instruction of readInstructions()) {
    if (instruction.name === 'FROM') stages.push([]);
    stages.at(-1)?.push(instruction);
  }
  return stages;
}

/** The arguments of an instruction written as a JSON array. */
export function argumentsOf({ text }: Instruction): string[] {
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}

export function readProjectFile(name: string): string {
  return readFileSync(path.join(PROJECT_ROOT, name), 'utf8');
}

function readInstructions(): Instruction[] {
  const lines = readProjectFile('Dockerfile')
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(/\s+/);
      return { name, text: rest.join(' ') };
    });
}
