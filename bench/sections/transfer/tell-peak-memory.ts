import { readFileSync, writeSync } from 'node:fs';

/**
 * Loaded before the program: tells its peak memory, in kilobytes, when it ends. What the system adds up for a process
 * begins with what its parent had when it was forked, so it is asked for this program alone where that is possible.
 */
const TELLING = 3;

process.on('exit', () => {
  writeSync(TELLING, String(peakOfProgram() ?? process.resourceUsage().maxRSS));
});

function peakOfProgram(): number | undefined {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return found?.[1] === undefined ? undefined : Number(found[1]);
  } catch {
    return undefined;
  }
}
