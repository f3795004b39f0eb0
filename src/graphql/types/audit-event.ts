import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  AuditEventKind,
  AuditEventRecord,
  AuditTarget,
  AuditTargetKind,
  JsonObject,
} from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { AuditEventKindEnum, AuditTargetKindEnum } from './enums.js';
import { JSONObject } from './json-object.js';
import { DateTime } from './scalars.js';

@ObjectType('AuditTarget', { description: 'What an audit event is about.' })
export class AuditTargetView {
  constructor(private readonly target: AuditTarget) {}

  @Guarded('PUBLIC')
  @Field(() => AuditTargetKindEnum, { description: 'What kind of record it is.' })
  get kind(): AuditTargetKind {
    return this.target.kind;
  }

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the record.' })
  get subjectId(): string {
    return this.target.subjectId;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { nullable: true, description: 'Its name at the time; null where it has none.' })
  get name(): string | null {
    return this.target.name;
  }
}

@ObjectType('AuditEvent', {
  description: 'One record that a change added, changed or removed. Holds no secrets.',
})
export class AuditEventView {
  constructor(private readonly record: AuditEventRecord) {}

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the event.' })
  get id(): string {
    return this.record.id;
  }

  @Guarded('PUBLIC')
  @Field(() => DateTime, { description: 'When it happened.' })
  get at(): Date {
    return new Date(this.record.at);
  }

  @Guarded('PUBLIC')
  @Field(() => ID, { nullable: true, description: 'Who did it; null for an import.' })
  get actorId(): string | null {
    return this.record.actorId;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { nullable: true, description: 'Their name at the time.' })
  get actorName(): string | null {
    return this.record.actorName;
  }

  @Guarded('PUBLIC')
  @Field(() => AuditEventKindEnum, { description: 'What happened.' })
  get kind(): AuditEventKind {
    return this.record.kind;
  }

  @Guarded('PUBLIC')
  @Field(() => AuditTargetView, { description: 'What was changed.' })
  get target(): AuditTargetView {
    return new AuditTargetView(this.record.target);
  }

  @Guarded('PUBLIC')
  @Field(() => String, {
    nullable: true,
    description: 'The RBAC id that it is about; null where it is about none.',
  })
  get rbacId(): string | null {
    return this.record.rbacId;
  }

  @Guarded('PUBLIC')
  @Field(() => ID, { nullable: true, description: 'The access token that was used; null when none was.' })
  get accessTokenId(): string | null {
    return this.record.accessTokenId;
  }

  @Guarded('PUBLIC')
  @Field(() => JSONObject, { nullable: true, description: 'The record before; null when it is new.' })
  get before(): JsonObject | null {
    return this.record.before;
  }

  @Guarded('PUBLIC')
  @Field(() => JSONObject, { nullable: true, description: 'The record after; null when it is gone.' })
  get after(): JsonObject | null {
    return this.record.after;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { nullable: true, description: 'The reason given with the change.' })
  get reason(): string | null {
    return this.record.reason;
  }

  @Guarded('PUBLIC')
  @Field(() => String, {
    description: 'The request that made the change, as in the log; an import has an id of its own.',
  })
  get requestId(): string {
    return this.record.requestId;
  }

  @Guarded('PUBLIC')
  @Field(() => Int, { description: 'The account revision that the change made.' })
  get revision(): number {
    return this.record.revision;
  }
}
