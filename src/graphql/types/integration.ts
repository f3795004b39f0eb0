import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { IntegrationAccess } from '../../access/integration-access.js';
import type { IntegrationType, JsonObject } from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { IntegrationTypeEnum } from './enums.js';
import { TeamView } from './directory.js';
import { loaded } from './loaded.js';
import { DateTime, JSONObject } from './scalars.js';
import { SecretStateView, ViewerRightsView } from './integration-parts.js';
import { UserView } from './user.js';

/** What is read beside the integration's own row, when the operation asks for it. */
export interface IntegrationParts {
  readonly teams?: readonly TeamView[] | undefined;
  readonly createdBy?: UserView | null | undefined;
}

@ObjectType('Integration', {
  description: 'A channel that messages go to. It exists only for those who may READ or USE it.',
})
export class IntegrationView {
  constructor(
    readonly access: IntegrationAccess,
    private readonly parts: IntegrationParts,
  ) {}

  @Guarded('VISIBLE')
  @Field(() => ID, { description: 'The id of the integration.' })
  get id(): string {
    return this.access.integration.id;
  }

  @Guarded('VISIBLE')
  @Field(() => String, { description: 'What permissions on it name: data_providers.<id>.' })
  get rbacId(): string {
    return this.access.rbacId;
  }

  @Guarded('VISIBLE')
  @Field(() => String, { description: 'The name; need not be unique.' })
  get name(): string {
    return this.access.integration.name;
  }

  @Guarded('VISIBLE')
  @Field(() => IntegrationTypeEnum, { description: 'The kind of channel.' })
  get type(): IntegrationType {
    return this.access.integration.type;
  }

  @Guarded('VISIBLE')
  @Field(() => Boolean, { description: "True for the account's one built-in e-mail integration." })
  get system(): boolean {
    return this.access.integration.system;
  }

  @Guarded('VISIBLE')
  @Field(() => Boolean, { description: 'Whether its messages cost credits: SMS alone.' })
  get costsCredits(): boolean {
    return this.access.integration.type === 'SMS';
  }

  @Guarded('VISIBLE')
  @Field(() => ViewerRightsView, { description: 'What the viewer may do to it.' })
  get viewerRights(): ViewerRightsView {
    return new ViewerRightsView(this.access);
  }

  @Guarded('READ')
  @Field(() => JSONObject, { nullable: true, description: 'Settings of the channel. Holds no secrets.' })
  get settings(): JsonObject {
    return loaded(this.access.integration.details, 'Integration.settings').settings;
  }

  @Guarded('READ')
  @Field(() => [SecretStateView], {
    nullable: true,
    description: 'Which secrets are set. Nobody can read a secret.',
  })
  get secrets(): readonly SecretStateView[] {
    const { secrets } = loaded(this.access.integration.details, 'Integration.secrets');
    return secrets.map((secret) => new SecretStateView(secret));
  }

  @Guarded('READ')
  @Field(() => [TeamView], {
    nullable: true,
    description: 'The teams that hold it, without the implicit root team.',
  })
  get teams(): readonly TeamView[] {
    return loaded(this.parts.teams, 'Integration.teams');
  }

  @Guarded('READ')
  @Field(() => UserView, { nullable: true, description: 'Who created it, if that is known.' })
  get createdBy(): UserView | null {
    return loaded(this.parts.createdBy, 'Integration.createdBy');
  }

  @Guarded('READ')
  @Field(() => DateTime, { nullable: true, description: 'When it was created.' })
  get createdAt(): Date {
    return new Date(this.access.integration.createdAt);
  }

  @Guarded('READ')
  @Field(() => DateTime, { nullable: true, description: 'When it was last changed.' })
  get updatedAt(): Date {
    return new Date(this.access.integration.updatedAt);
  }

  @Guarded('READ')
  @Field(() => Int, { nullable: true, description: 'One more with each change; for expectedVersion.' })
  get version(): number {
    return this.access.integration.version;
  }
}
