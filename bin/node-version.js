const OLDEST = [20, 19];

/** Ends the process with one clear line when this Node is too old: what fails otherwise fails in the middle of a library. */
export function requireNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  process.stderr.write(
    `latchkey: needs Node ${OLDEST.join('.')} or newer, and this is ${process.version}.\n`,
  );
  process.exit(69);
}
