import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../../..');

it('the types of the documents are those of the schema [C19]', async () => {
  const script = join(ROOT, 'console/scripts/generate-documents.js');
  const checked = promisify(execFile)(process.execPath, [script, '--check'], { cwd: ROOT });
  await expect(checked).resolves.toMatchObject({ stderr: '' });
});
