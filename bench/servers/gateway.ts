import { startGateway } from '../../src/gateway.js';
import { gatewayParts } from './open-store.js';
import { serveMeasured } from './serve-measured.js';

/** The product. */
serveMeasured(async (settings) => {
  const parts = await gatewayParts(settings);
  const { url } = await startGateway(parts);
  return { url, commandCount: () => parts.datastore.commandCount };
});
