import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
} from 'graphql';
import type { GraphQLOutputType } from 'graphql';
import { z } from 'zod';
import { RULES } from '../../../src/graphql/guard/rules.js';
import { PageArgs } from '../../../src/graphql/types/args.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { typesOf } from '../../graphql/schema-lines.js';
import { tally } from '../tally.js';
import { guardedFields, ruledFields } from './guarded-fields.js';

const schema = builtSchema();

/** Everything that a reader of the schema meets, with where it stands. */
const described = typesOf(schema).flatMap((type) => {
  const own = [{ place: type.name, description: type.description }];
  if (isEnumType(type)) {
    const values = type
      .getValues()
      .map(({ name, description }) => ({ place: `${type.name}.${name}`, description }));
    return [...own, ...values];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [
      ...own,
      ...fields.map(({ name, description }) => ({ place: `${type.name}.${name}`, description })),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  const fields = Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    { place: `${type.name}.${name}`, description },
    ...args.map((argument) => ({
      place: `${type.name}.${name}(${argument.name})`,
      description: argument.description,
    })),
  ]);
  return [...own, ...fields];
});

describe('every field of the schema', () => {
  it('declares a rule that is known', () => {
    const unknown = ruledFields(schema).filter(({ rule }) => !Object.hasOwn(RULES, rule));
    expect(unknown).toEqual([]);
    expect(ruledFields(schema).length).toBeGreaterThan(150);
  });

  it('tells of its rule at the end of its description', () => {
    const silent = ruledFields(schema).filter(({ field, rule }) => {
      const ending = RULES[rule as keyof typeof RULES].description;
      return field.description?.endsWith(`\n\n${ending}`) !== true;
    });
    expect(silent.map(({ place }) => place)).toEqual([]);
  });

  it('is nullable when its rule can refuse it, so that a denial blanks one field and not its parent', () => {
    const guarded = guardedFields(schema);
    expect(guarded.filter(({ field }) => isNonNullType(field.type)).map(({ place }) => place)).toEqual([]);
  });

  it('belongs to an object, or to the one interface, which shows what everybody may read', () => {
    const abstract = typesOf(schema).filter(isAbstractType);
    expect(abstract.map(({ name }) => name)).toEqual(['Principal']);
    const fields = abstract.filter(isInterfaceType).flatMap((type) => Object.values(type.getFields()));
    expect(new Set(fields.map(({ extensions }) => extensions.rule))).toEqual(new Set(['PUBLIC']));
  });
});

describe('the guarded fields', () => {
  const byRule = (rule: string) =>
    guardedFields(schema)
      .filter((guarded) => guarded.rule === rule)
      .map(({ place }) => place)
      .sort();

  it('are those that need READ', () => {
    const fields = ['createdAt', 'createdBy', 'secrets', 'settings', 'teams', 'updatedAt', 'version'];
    expect(byRule('READ')).toEqual(fields.map((field) => `Integration.${field}`));
  });

  it('are those that need more of the viewer', () => {
    expect(byRule('MANAGE_PERMISSIONS')).toEqual(['Integration.permissions']);
    const ofUsers = [
      ...['accessTokens', 'createdAt', 'email', 'externalId', 'groups', 'isAdministrator'],
      ...['memberships', 'permissions', 'userName', 'version'],
    ];
    expect(byRule('SELF_OR_ADMINISTRATOR')).toEqual(ofUsers.map((field) => `User.${field}`));
    expect(byRule('MEMBER_OR_ADMINISTRATOR')).toEqual(['Group.members', 'Group.permissions']);
    expect(byRule('TEAM_MEMBER_OR_ADMINISTRATOR')).toEqual(['Team.members']);
    expect(byRule('READS_GROUP_DETAILS')).toEqual(['Group.externalId', 'Group.version']);
    expect(byRule('READS_TEAM_DETAILS')).toEqual(['Team.version']);
  });

  it('leave what USE alone shows of an integration [U13, U18]', () => {
    const visible = ruledFields(schema).filter(({ rule }) => rule === 'VISIBLE');
    const names = ['costsCredits', 'id', 'name', 'rbacId', 'system', 'type', 'viewerRights'];
    expect(visible.map(({ place }) => place).sort()).toEqual(names.map((name) => `Integration.${name}`));
  });
});

describe('the schema', () => {
  it('describes every type, field, argument, input field and enum value', () => {
    const silent = described.filter(({ description }) => (description ?? '').trim() === '');
    expect(silent.map(({ place }) => place)).toEqual([]);
    expect(described.length).toBeGreaterThan(300);
    tally('W1', described.length);
  });

  it('has no list that could be asked for as a whole where it can grow with the account', () => {
    const lists = ruledFields(schema).filter(({ field }) => isListType(nullable(field.type)));
    const bounded =
      /^(Query\.(permissionSets|checkRights|integrationsById)|.*Connection\.edges|.*Payload\.\w+|PermissionSet\.\w+)$/;
    const ofOneRow = [
      'User.memberships',
      'User.groups',
      'Integration.secrets',
      'Integration.teams',
      'EffectiveRights.decisions',
      'Decision.layers',
      'Decision.remedies',
      'Decision.remedyActions',
      'RemedyAction.permissionSets',
      'LayerVerdict.evidence',
      'UserError.field',
    ];
    const others = lists.map(({ place }) => place).filter((place) => !bounded.test(place));
    expect(others.sort()).toEqual(ofOneRow.sort());
  });

  it('takes its arguments without rules, which type-graphql would drop without a word', () => {
    const { argumentTypes, fieldExtensions } = storage.parse(
      (globalThis as { TypeGraphQLMetadataStorage?: unknown }).TypeGraphQLMetadataStorage,
    );
    const classes = argumentTypes.map(({ target }) => target);
    expect(classes).toContain(PageArgs);
    const declaring = fieldExtensions.filter(({ target }) => classes.includes(target));
    expect(declaring.map(({ fieldName }) => fieldName)).toEqual([]);
  });
});

function nullable(type: GraphQLOutputType): GraphQLOutputType {
  return isNonNullType(type) ? type.ofType : type;
}

const aClass = z.custom<object>((value) => typeof value === 'function');
/** What type-graphql has collected from decorators; there is no public way to ask. */
const storage = z.object({
  argumentTypes: z.array(z.object({ target: aClass })),
  fieldExtensions: z.array(z.object({ target: aClass, fieldName: z.string() })),
});
