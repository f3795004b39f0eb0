import type {
  IntegrationDetails,
  IntegrationRecord,
  JsonObject,
  StoredIntegration,
} from '../datastore/contract/records.js';

/** An integration as an audit event shows it: of secrets the names alone. */
export function integrationState(
  integration: Omit<IntegrationRecord, 'permissionsRevision'>,
  details: IntegrationDetails,
): JsonObject {
  const { id, name, type, system, teamIds, createdById, createdAt, updatedAt, version } = integration;
  return {
    id,
    name,
    type,
    system,
    teamIds,
    createdById,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    version,
    settings: details.settings,
    secretNames: details.secrets.map((secret) => secret.name),
  };
}

/** The whole row to write for an integration with these details and tokens. */
export function stored(
  { permissionsRevision: _assignedByTheDatastore, ...integration }: IntegrationRecord,
  details: IntegrationDetails,
  tokens: readonly string[],
): StoredIntegration {
  return { ...integration, details, tokens };
}
