import { startGateway } from '../../src/gateway.js';
import { gatewayParts } from './open-store.js';
import { serveMeasured } from './serve-measured.js';

/** The product. */
serveMeasured(async (settings) => (await startGateway(await gatewayParts(settings))).url);
