/**
 * The mutants that no test can fail on, or need not, each with the reason. A run fails on any other that survives.
 */
export const EXPLAINED = {
  decision: [
    {
      why: 'Overwritten by the first layer, which is never skipped.',
      mutants: [
        `src/decision/decide.ts: let decidedBy: Layer = 'ACCOUNT'; ['ACCOUNT' => ""]`,
        `src/decision/decide.ts: let reason: Reason = 'ALL_LAYERS_PASSED'; ['ALL_LAYERS_PASSED' => ""]`,
      ],
    },
    {
      why: 'The reason of a layer that is skipped is never shown.',
      mutants: [
        `src/decision/layers/layer.ts: return { verdict: 'SKIPPED', finding, reason: 'ALL_LAYERS_PASSED', isFinal: false }; ['ALL_LAYERS_PASSED' => ""]`,
      ],
    },
    {
      why: 'For speed alone: what is compared in vain differs anyway.',
      mutants: [
        `src/decision/decide.ts: return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b); [a.kind === b.kind => true]`,
      ],
    },
    {
      why: 'For the types: asked about the wildcard, a membership that permits is never out of reach.',
      mutants: [
        `src/decision/layers/membership-remedies.ts: if (permitting === undefined || isReached || resource.kind === 'WILDCARD') return roleRemedies(question); [resource.kind === 'WILDCARD' => false]`,
        `src/decision/layers/membership-remedies.ts: if (permitting === undefined || isReached || resource.kind === 'WILDCARD') return roleRemedies(question); ['WILDCARD' => ""]`,
      ],
    },
  ],
  guards: [
    {
      why: 'A text among the permissions stands nowhere and is held by nobody.',
      mutants: [
        `src/access/viewer-access.ts: const wildcard = byRbacId.get(WILDCARD_RBAC_ID) ?? []; [*]`,
        `src/access/viewer-access.ts: const permissions = [...wildcard, ...(byRbacId.get(rbacIdOf(integration.id)) ?? [])]; [*]`,
        `src/access/viewer-access.ts: if (!this.dependsOnPermissions) return Promise.resolve([]); [[] => ["Stryker was here"]]`,
        `src/access/viewer-access.ts: if (!this.dependsOnPermissions) return []; [[] => ["Stryker was here"]]`,
        `src/datastore/facts/keeping-datastore.ts: const [found] = (await snapshot?.directory([{ kind: 'USER', id: userId }])) ?? []; [[] => ["Stryker was here"]]`,
      ],
    },
    {
      why: 'Reads again what is known, in the same command or one more: the answer is the same.',
      mutants: [
        `src/access/viewer-access.ts: if (this.wildcard === undefined) { [this.wildcard === undefined => true]`,
        `src/datastore/facts/keeping-datastore.ts: if (userId === undefined) return new HeldSnapshot(snapshot, undefined, release); [userId === undefined => false]`,
        `src/datastore/facts/keeping-datastore.ts: if (facts.user === undefined) facts.keepUser(await readUser(shared, userId)); [facts.user === undefined => true]`,
      ],
    },
    {
      why: 'For the types: never missing, or of another kind, when it is asked.',
      mutants: [
        `src/datastore/facts/keeping-datastore.ts: if (hasUser) return snapshot?.user ?? null; [snapshot?.user => snapshot.user]`,
        `src/datastore/facts/keeping-datastore.ts: const [found] = (await snapshot?.directory([{ kind: 'USER', id: userId }])) ?? []; [snapshot?.directory => snapshot.directory]`,
        `src/datastore/facts/keeping-datastore.ts: return found?.kind === 'USER' ? found : null; [found?.kind === 'USER' => true]`,
        `src/datastore/facts/keeping-snapshot.ts: return row ? [{ key, row }] : []; [[] => ["Stryker was here"]]`,
        `src/datastore/facts/keeping-snapshot.ts: this.#facts.keepIntegrations(unknown, await super.integrations(unknown, { withDetails: false })); [{ withDetails: false } => {}]`,
        `src/datastore/facts/keeping-snapshot.ts: return own?.type === type && own.id === id; [own?.type => own.type]`,
        `src/datastore/facts/shared-openings.ts: if (gathering.holders === 0) await snapshot?.close(); [snapshot?.close => snapshot.close]`,
        `src/datastore/facts/shared-openings.ts: const hasUser = this.#next?.holders === 1; [this.#next?.holders => this.#next.holders]`,
      ],
    },
    {
      why: 'When a line of waiting requests is forgotten, and how many rows are counted: memory, and how much is shared.',
      mutants: [
        `src/datastore/facts/kept-facts.ts: if (this.#permissions.has(rbacId)) continue; [this.#permissions.has(rbacId) => false]`,
        `src/datastore/facts/shared-openings.ts: const line = this.#lines.get(accountId) ?? new Line(open, () => this.#lines.delete(accountId)); [() => this.#lines.delete(accountId) => () => undefined]`,
        `src/datastore/facts/shared-openings.ts: } finally { [*]`,
        `src/datastore/facts/shared-openings.ts: if (this.#isIdle(opening)) this.#whenIdle(); [*]`,
        `src/datastore/facts/shared-openings.ts: #isIdle(ended: Promise<unknown>): boolean { [*]`,
        `src/datastore/facts/shared-openings.ts: return this.#next === undefined && this.#underWay === ended; [*]`,
      ],
    },
    {
      why: 'Whether a waiting request keeps a process alive that has nothing else to do.',
      mutants: [
        `src/datastore/facts/shared-openings.ts: await Promise.race([ended, delay(PATIENCE_MS, undefined, { ref: false })]); [*]`,
      ],
    },
    {
      why: 'For speed alone: a rule that never refuses is asked, or a field of an interface, which nobody resolves, gets a guard.',
      mutants: [
        `src/graphql/guard/enforce-rules.ts: if (field.resolve === undefined && rule.check === granted) return; [*]`,
        `src/graphql/guard/enforce-rules.ts: if (isObjectType(type)) guard(field, rule); [isObjectType(type) => true]`,
      ],
    },
    {
      why: 'Words: every field has a description, and the text of a mistake of ours is masked.',
      mutants: [
        `src/graphql/guard/enforce-rules.ts: field.description = [field.description, rule.description].filter(Boolean).join('\\n\\n'); [[field.description, rule.description].filter(Boolean) => [field.description, rule.description]]`,
        `src/graphql/guard/rules.ts: return new Error('The rule does not fit the type that the field belongs to'); [*]`,
      ],
    },
  ],
};
