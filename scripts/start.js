import { prepare } from './prepare.js';

// `npm start`: the gateway that the environment configures, or the demo where nothing is configured.
prepare();
process.env.NODE_ENV ??= 'production';
if (process.env.npm_lifecycle_event !== undefined) stopWithNpm();

const { isConfigured } = await import('../dist/config/environment.js');
// In this very process, so that signals reach the gateway without anybody handing them on.
process.argv.splice(2, Infinity, isConfigured(process.env) ? 'serve' : 'demo');
await import('../dist/main.js');

/**
 * npm starts this through a shell, and hands a SIGTERM to that shell alone, which dies of it without a word. All that
 * is left to see is another parent. Whoever stops npm wants the port free.
 */
function stopWithNpm() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
