import { getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../input/page.js';
import { GivenValues } from './given-values.js';
import type { AskedVariable } from './given-values.js';
import { PAGE } from './cost-model.js';
import type { CostModel, FieldCost } from './cost-model.js';
import { NAME_BYTES_PER_POINT, USUAL } from './weights.js';

/** An operation with what it is asked with. */
export interface CountedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface CountedCost {
  /** In points, a whole number; one that is too large to be told stays at the largest. */
  readonly cost: number;
  /** Of the variables; others that answer alike make it no other. */
  readonly asked: readonly AskedVariable[];
}

/**
 * What an operation costs at most, before any of it is executed [O2]. For a document that passed validation. Looks at
 * each field once, however many fragments lead there; fields that execution will merge are counted each, so that it
 * errs to the safe side.
 *
 * No library's estimator: those at hand expand each fragment where it is spread, which a short document makes endless,
 * and know nothing of the names that an answer repeats.
 */
export function countCost(
  schema: GraphQLSchema,
  model: CostModel,
  { document, operation, variables }: CountedOperation,
): CountedCost {
  const given = new GivenValues(operation, variables);
  const root = schema.getRootType(operation.operation)?.name ?? '';
  const { once } = new Counting({ schema, model, given }, document).ofSelections(
    operation.selectionSet,
    root,
  );
  return {
    cost: Math.min(Math.ceil(once), Number.MAX_SAFE_INTEGER),
    asked: given.asked,
  };
}

/** Beside what it costs once, what each row of the page costs that it stands in. */
interface PagedCost {
  readonly once: number;
  readonly perRow: number;
}

interface Basis {
  readonly schema: GraphQLSchema;
  readonly model: CostModel;
  readonly given: GivenValues;
}

class Counting {
  /** By node, since each stands in one type. */
  private readonly known = new Map<FieldNode, PagedCost>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly basis: Basis,
    document: DocumentNode,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  /** Each fragment counts once in a selection, however often it is spread there: so it is executed. */
  ofSelections(top: SelectionSetNode, typeName: string): PagedCost {
    const spread = new Set<string>();
    const open = [{ set: top, typeName }];
    let once = 0;
    let perRow = 0;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const selection of next.set.selections) {
        if (this.basis.given.isLeftOut(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          const cost = this.ofField(selection, next.typeName);
          once += cost.once;
          perRow += cost.perRow;
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          open.push({
            set: selection.selectionSet,
            typeName: selection.typeCondition?.name.value ?? next.typeName,
          });
        } else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value);
          const fragment = this.fragments.get(selection.name.value);
          if (fragment)
            open.push({ set: fragment.selectionSet, typeName: fragment.typeCondition.name.value });
        }
      }
    }
    return { once, perRow };
  }

  private ofField(field: FieldNode, typeName: string): PagedCost {
    const known = this.known.get(field);
    if (known !== undefined) return known;
    const cost = this.count(field, typeName);
    this.known.set(field, cost);
    return cost;
  }

  private count(field: FieldNode, typeName: string): PagedCost {
    const { model, given } = this.basis;
    const cost = model.of(typeName, field.name.value);
    const responseName = field.alias?.value ?? field.name.value;
    const names = Math.floor(responseName.length / NAME_BYTES_PER_POINT);
    const search = cost.search > 0 && given.argument(field, 'search') !== undefined ? cost.search : 0;
    const own = cost.own + names + search + this.givenItems(field, cost);
    const inner = field.selectionSet
      ? this.ofSelections(field.selectionSet, this.typeOf(field, typeName))
      : LEAF;
    if (cost.items === PAGE) return { once: own, perRow: cost.item + inner.once };
    if (cost.isConnection) return { once: own + inner.once + this.pageSize(field) * inner.perRow, perRow: 0 };
    // A page whose size nothing says may be the largest.
    const each = inner.once + MAX_PAGE_SIZE * inner.perRow;
    if (cost.items === 1) return { once: own + (field.selectionSet ? each : 0), perRow: 0 };
    return { once: own + this.items(field, cost.items) * (cost.item + each), perRow: 0 };
  }

  private givenItems(field: FieldNode, { given: items }: FieldCost): number {
    if (items === undefined) return 0;
    return Object.entries(items.each).reduce(
      (sum, [listed, each]) => sum + each * this.basis.given.length(field, items.argument, listed),
      0,
    );
  }

  private typeOf({ name }: FieldNode, typeName: string): string {
    if (name.value === '__schema') return '__Schema';
    if (name.value === '__type') return '__Type';
    const type = this.basis.schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
    return field ? getNamedType(field.type).name : '';
  }

  /** A size that will be refused counts as the nearest that would not be: the refusal says what is wrong. */
  private pageSize(field: FieldNode): number {
    const size = this.basis.given.argument(field, 'first') ?? DEFAULT_PAGE_SIZE;
    return typeof size === 'number' ? Math.min(Math.max(size, 1), MAX_PAGE_SIZE) : MAX_PAGE_SIZE;
  }

  private items(field: FieldNode, items: Exclude<FieldCost['items'], typeof PAGE>): number {
    return typeof items === 'number' ? items : this.basis.given.length(field, items.argument);
  }
}

/** Each value of a list. */
const LEAF: PagedCost = { once: USUAL, perRow: 0 };
