import { Field, ObjectType } from 'type-graphql';
import type { IntegrationAccess } from '../../access/integration-access.js';
import type { SecretRecord } from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { DateTime } from './scalars.js';

@ObjectType('ViewerRights', {
  description: 'What the viewer may do to an integration: for what a page shows.',
})
export class ViewerRightsView {
  constructor(private readonly access: IntegrationAccess) {}

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May see it in the management list, with its settings.' })
  get canRead(): boolean {
    return this.access.allows('READ');
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May use it in escalation levels.' })
  get canUse(): boolean {
    return this.access.allows('USE');
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May change it.' })
  get canUpdate(): boolean {
    return this.access.allows('UPDATE');
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May delete it.' })
  get canDelete(): boolean {
    return this.access.allows('DELETE');
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May grant and revoke permissions on it.' })
  get canManagePermissions(): boolean {
    return this.access.allows('MANAGE_PERMISSIONS');
  }
}

@ObjectType('SecretState', { description: 'That a secret is set, and since when; never the secret.' })
export class SecretStateView {
  constructor(private readonly secret: SecretRecord) {}

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The name of the secret.' })
  get name(): string {
    return this.secret.name;
  }

  @Guarded('PUBLIC')
  @Field(() => DateTime, { description: 'When it was last set.' })
  get setAt(): Date {
    return new Date(this.secret.setAt);
  }
}
