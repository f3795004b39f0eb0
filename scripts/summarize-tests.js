import { existsSync, readFileSync } from 'node:fs';

/**
 * `summarize-tests.js EXIT GATES RESULTS…`: prints how many tests passed and failed, from jest's JSON. What fails
 * without being a test is counted as failed too, so that the line never says that all is well when it is not: a test
 * file that could not run, a gate before the tests, a run that ended without results.
 */
const [testsExit, failedGates, ...resultsFiles] = process.argv.slice(2);

const found = resultsFiles.filter((file) => existsSync(file));
const results = found.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (name) => results.reduce((total, each) => total + each[name], 0);

const missing = resultsFiles.length - found.length;
const notRun = sum('numRuntimeErrorTestSuites');
const counted = sum('numFailedTests') + notRun + missing + Number(failedGates);
const failed = counted === 0 && testsExit !== '0' ? 1 : counted;
const skipped = sum('numPendingTests') + sum('numTodoTests');

if (notRun > 0) console.log(`test files that could not run: ${notRun}`);
if (failedGates !== '0') console.log(`failed gates: ${failedGates}`);
if (missing > 0) console.log(`runs that ended without results: ${missing}, with exit code ${testsExit}`);

const numbers = [`${sum('numPassedTests')} passed`, `${failed} failed`];
if (skipped > 0) numbers.push(`${skipped} skipped`);
console.log(numbers.join(', '));
process.exitCode = failed === 0 ? 0 : 1;
