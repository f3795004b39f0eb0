import { prepare } from './prepare.js';

// `npm start`: the gateway that the environment configures, or the demo where nothing is configured.
prepare();
process.env.NODE_ENV ??= 'production';

const { isConfigured } = await import('../dist/config/environment.js');
// In this very process, so that signals reach the gateway without anybody handing them on.
process.argv.splice(2, Infinity, isConfigured(process.env) ? 'serve' : 'demo');
await import('../dist/main.js');
