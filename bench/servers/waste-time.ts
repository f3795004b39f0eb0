const EVERY_MS = 5;

/** Burns time in proportion to what the process used since the last turn: a slowdown that is known exactly. */
export function wasteTime(share: number): void {
  if (share === 0) return;
  let before = process.cpuUsage();
  setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    const owed = (user + system) * share;
    const started = process.cpuUsage();
    while (burnt(started) < owed);
    before = process.cpuUsage();
  }, EVERY_MS).unref();
}

function burnt(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}
