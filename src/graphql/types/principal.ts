import { Field, ID, InterfaceType } from 'type-graphql';
import type { PrincipalType } from '../../decision/facts.js';
import { Guarded } from '../guard/guarded.js';
import { PrincipalTypeEnum } from './enums.js';

const TYPE_NAMES: Readonly<Record<PrincipalType, string>> = { USER: 'User', GROUP: 'Group' };

@InterfaceType('Principal', {
  description:
    'Whom a permission is given to: a user or a group. An interface, so that caches keep the two apart when their ids are alike.',
  resolveType: ({ type }: PrincipalView) => TYPE_NAMES[type],
})
export abstract class PrincipalView {
  @Guarded('PUBLIC')
  @Field(() => PrincipalTypeEnum, { description: 'User or group.' })
  abstract readonly type: PrincipalType;

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the user or group.' })
  abstract readonly id: string;

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The name; of one that is gone, its id.' })
  abstract readonly name: string;
}
