import { Field, ObjectType } from 'type-graphql';
import type { IntegrationAccess } from '../../access/resource-access.js';
import type { SecretRecord } from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { DateTime } from './scalars.js';

@ObjectType('ViewerRights', {
  description: 'What the viewer may do to an integration: for what a page shows.',
  simpleResolvers: true,
})
export class ViewerRightsView {
  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May see it in the management list, with its settings.' })
  readonly canRead: boolean;

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May use it in escalation levels.' })
  readonly canUse: boolean;

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May change it.' })
  readonly canUpdate: boolean;

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May delete it.' })
  readonly canDelete: boolean;

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'May grant and revoke permissions on it.' })
  readonly canManagePermissions: boolean;

  constructor(access: IntegrationAccess) {
    this.canRead = access.allows('READ');
    this.canUse = access.allows('USE');
    this.canUpdate = access.allows('UPDATE');
    this.canDelete = access.allows('DELETE');
    this.canManagePermissions = access.allows('MANAGE_PERMISSIONS');
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
