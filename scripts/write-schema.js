// Writes schema.graphql from the built schema. Run by `npm run schema`, which builds first.
import { writeFileSync } from 'node:fs';
import { schemaText } from '../dist/graphql/print-schema.js';
import { buildGuardedSchema } from '../dist/graphql/schema.js';

// Printing the schema resolves nothing, so that it needs no datastore.
writeFileSync(new URL('../schema.graphql', import.meta.url), schemaText(buildGuardedSchema({})));
