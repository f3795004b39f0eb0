import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Evidence, Layer, Reason, Verdict } from '../../decision/decision.js';
import type { Action } from '../../decision/actions.js';
import type {
  AnsweredDecision,
  ExplainedDecision,
  ExplainedEvidence,
  ExplainedLayer,
} from '../../rights/explanation/explained-decision.js';
import { Guarded } from '../guard/guarded.js';
import { ActionEnum, EvidenceKindEnum, LayerEnum, ReasonEnum, VerdictEnum } from './enums.js';
import { loaded } from './loaded.js';
import { RemedyActionView } from './remedy-action.js';
import type { RemedyParts } from './remedy-action.js';
import { UserView } from './user.js';

@ObjectType('Evidence', {
  description: 'A fact that a verdict rests on. Only what the viewer may read is named.',
})
export class EvidenceView implements ExplainedEvidence {
  @Guarded('PUBLIC')
  @Field(() => EvidenceKindEnum, { description: 'What kind of fact it is.' })
  readonly kind!: Evidence['kind'];

  @Guarded('PUBLIC')
  @Field(() => ID, {
    description:
      'The id of what the fact is about. Never `id`: a cache would take facts about the same thing for one.',
  })
  readonly subjectId!: string;

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The fact in words.' })
  readonly label!: string;
}

@ObjectType('LayerVerdict', { description: 'What one layer said.' })
export class LayerVerdictView implements ExplainedLayer {
  @Guarded('PUBLIC')
  @Field(() => LayerEnum, { description: 'The layer.' })
  readonly layer!: Layer;

  @Guarded('PUBLIC')
  @Field(() => VerdictEnum, { description: 'What it said.' })
  readonly verdict!: Verdict;

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'What was looked for, and what was found.' })
  readonly explanation!: string;

  @Guarded('PUBLIC')
  @Field(() => [EvidenceView], { description: 'What the verdict rests on.' })
  readonly evidence!: readonly EvidenceView[];
}

@ObjectType('Decision', { description: 'Whether a user may do an action, and why.' })
export class DecisionView {
  constructor(
    private readonly answer: AnsweredDecision,
    private readonly parts: RemedyParts,
  ) {}

  @Guarded('PUBLIC')
  @Field(() => ActionEnum, { description: 'What was asked.' })
  get action(): Action {
    return this.answer.action;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'True when no layer failed.' })
  get allowed(): boolean {
    return this.answer.allowed;
  }

  @Guarded('PUBLIC')
  @Field(() => LayerEnum, { description: 'The first layer that failed; when allowed, the last that passed.' })
  get decidedBy(): Layer {
    return this.answer.decidedBy;
  }

  @Guarded('PUBLIC')
  @Field(() => ReasonEnum, { description: 'The reason of that layer.' })
  get reason(): Reason {
    return this.answer.reason;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The explanation of that layer.' })
  get explanation(): string {
    return this.explained.explanation;
  }

  @Guarded('PUBLIC')
  @Field(() => [LayerVerdictView], { description: 'All layers, in order.' })
  get layers(): readonly LayerVerdictView[] {
    return this.explained.layers;
  }

  @Guarded('PUBLIC')
  @Field(() => [String], { description: 'When denied: the smallest changes that together would allow it.' })
  get remedies(): readonly string[] {
    return this.explained.remedies;
  }

  @Guarded('PUBLIC')
  @Field(() => [RemedyActionView], {
    description: 'The remedies as data, in the same order, telling no more than the texts.',
  })
  get remedyActions(): readonly RemedyActionView[] {
    return this.explained.remedyActions.map((remedy) => new RemedyActionView(remedy, this.parts));
  }

  private get explained(): ExplainedDecision {
    return loaded(this.answer.explained, 'Decision.explanation');
  }
}

@ObjectType('EffectiveRights', { description: 'What a user may do to an integration, or to every one.' })
export class EffectiveRightsView {
  @Guarded('PUBLIC')
  @Field(() => String, { description: 'What the rights are on.' })
  readonly rbacId!: string;

  @Guarded('PUBLIC')
  @Field(() => UserView, { description: 'Whose rights they are.' })
  readonly user!: UserView;

  @Guarded('PUBLIC')
  @Field(() => Int, { description: 'The account revision that was looked at.' })
  readonly revision!: number;

  @Guarded('PUBLIC')
  @Field(() => [DecisionView], {
    description:
      'One for each action, in the order of the enum; of the wildcard CREATE and MANAGE_PERMISSIONS.',
  })
  readonly decisions!: readonly DecisionView[];
}

@ObjectType('UserDecision', { description: 'A user with their decision.' })
export class UserDecisionView {
  @Guarded('PUBLIC')
  @Field(() => UserView, { description: 'The user.' })
  readonly user!: UserView;

  @Guarded('PUBLIC')
  @Field(() => DecisionView, { description: 'Why they may.' })
  readonly decision!: DecisionView;
}
