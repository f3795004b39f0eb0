import { existsSync, readFileSync } from 'node:fs';

/**
 * `summarize-tests.js RESULTS EXIT GATES`: prints how many tests passed and failed, from jest's JSON. What fails
 * without being a test is counted as failed too, so that the line never says that all is well when it is not: a test
 * file that could not run, a gate before the tests, tests that ended without results.
 */
const [resultsFile, testsExit, failedGates] = process.argv.slice(2);

const results = existsSync(resultsFile)
  ? JSON.parse(readFileSync(resultsFile, 'utf8'))
  : {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
    };

const counted = results.numFailedTests + results.numRuntimeErrorTestSuites + Number(failedGates);
const failed = counted === 0 && testsExit !== '0' ? 1 : counted;
const skipped = results.numPendingTests + results.numTodoTests;

if (results.numRuntimeErrorTestSuites > 0)
  console.log(`test files that could not run: ${results.numRuntimeErrorTestSuites}`);
if (failedGates !== '0') console.log(`failed gates: ${failedGates}`);
if (!existsSync(resultsFile)) console.log(`the tests ended with exit code ${testsExit} and without results`);

const numbers = [`${results.numPassedTests} passed`, `${failed} failed`];
if (skipped > 0) numbers.push(`${skipped} skipped`);
console.log(numbers.join(', '));
process.exitCode = failed === 0 ? 0 : 1;
