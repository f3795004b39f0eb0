import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { IntegrationAccess } from '../../access/resource-access.js';
import type { IntegrationType, JsonObject } from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { IntegrationTypeEnum } from './enums.js';
import { TeamView } from './directory.js';
import { loaded } from './loaded.js';
import { JSONObject } from './json-object.js';
import { DateTime } from './scalars.js';
import { SecretStateView, ViewerRightsView } from './integration-parts.js';
import { UserView } from './user.js';

/** What is read beside the integration's own row, when the operation asks for it. */
export interface IntegrationParts {
  readonly teams?: readonly TeamView[] | undefined;
  readonly createdBy?: UserView | null | undefined;
}

@ObjectType('Integration', {
  description: 'A channel that messages go to. It exists only for those who may READ or USE it.',
  simpleResolvers: true,
})
export class IntegrationView {
  @Guarded('VISIBLE')
  @Field(() => ID, { description: 'The id of the integration.' })
  readonly id: string;

  @Guarded('VISIBLE')
  @Field(() => String, { description: 'What permissions on it name: data_providers.<id>.' })
  readonly rbacId: string;

  @Guarded('VISIBLE')
  @Field(() => String, { description: 'The name; need not be unique.' })
  readonly name: string;

  @Guarded('VISIBLE')
  @Field(() => IntegrationTypeEnum, { description: 'The kind of channel.' })
  readonly type: IntegrationType;

  @Guarded('VISIBLE')
  @Field(() => Boolean, { description: "True for the account's one built-in e-mail integration." })
  readonly system: boolean;

  @Guarded('VISIBLE')
  @Field(() => Boolean, { description: 'Whether its messages cost credits: SMS alone.' })
  readonly costsCredits: boolean;

  @Guarded('VISIBLE')
  @Field(() => ViewerRightsView, { description: 'What the viewer may do to it.' })
  get viewerRights(): ViewerRightsView {
    this.rights ??= new ViewerRightsView(this.access);
    return this.rights;
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
  readonly createdAt: Date;

  @Guarded('READ')
  @Field(() => DateTime, { nullable: true, description: 'When it was last changed.' })
  readonly updatedAt: Date;

  @Guarded('READ')
  @Field(() => Int, { nullable: true, description: 'One more with each change; for expectedVersion.' })
  readonly version: number;

  private rights: ViewerRightsView | undefined;

  /**
   * What comes with the row is there at once, so that a list reads properties; the rest is made when it is asked for.
   * @throws ForbiddenError when the integration is invisible: whoever holds a view may see what needs no more.
   */
  constructor(
    readonly access: IntegrationAccess,
    private readonly parts: IntegrationParts,
  ) {
    if (!access.isVisible) throw access.refusal('READ');
    const { integration } = access;
    this.id = integration.id;
    this.rbacId = access.rbacId;
    this.name = integration.name;
    this.type = integration.type;
    this.system = integration.system;
    this.costsCredits = integration.type === 'SMS';
    this.createdAt = new Date(integration.createdAt);
    this.updatedAt = new Date(integration.updatedAt);
    this.version = integration.version;
  }
}
