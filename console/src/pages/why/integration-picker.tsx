import { useState } from 'react';
import type { ReactElement } from 'react';
import { useAnswer } from '../../data/use-answer.js';
import { useDebounced } from '../../data/use-debounced.js';
import { IntegrationChoicesDocument, IntegrationHeadDocument } from '../../documents/generated.js';
import { Combo } from '../../ui/combo.js';
import { TypeIcon } from '../../ui/type-icon.js';

const EVERY = 'Every integration';

interface IntegrationPickerProps {
  rbacId: string | null;
  onPick: (rbacId: string) => void;
}

/** Finds an integration by name, among those that the viewer may see or use. */
export function IntegrationPicker({ rbacId, onPick }: IntegrationPickerProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const search = useDebounced(typed ?? '');
  const { data, isPlaceholderData } = useAnswer(IntegrationChoicesDocument, { search }, { keepsLast: true });
  const id = rbacId?.replace('data_providers.', '') ?? '';
  const picked = useAnswer(IntegrationHeadDocument, { id }, { isWanted: id !== '' && id !== '*' });
  const seen = data?.integrations?.edges.map(({ node }) => node) ?? [];
  const usable = data?.usableIntegrations.edges.map(({ node }) => node) ?? [];
  const found = new Map([...seen, ...usable].map((node) => [node.id, node]));
  const name = id === '*' ? EVERY : (picked.data?.integration?.name ?? found.get(id)?.name ?? id);
  return (
    <Combo
      label="Integration"
      placeholder="Search integrations"
      text={typed ?? name}
      onText={setTyped}
      isLoading={isPlaceholderData || search !== (typed ?? '')}
      selected={id === '' ? null : id}
      sections={[
        {
          id: 'found',
          name: 'Integrations',
          choices: [...found.values()].map((node) => ({
            id: node.id,
            name: node.name,
            icon: <TypeIcon type={node.type} />,
          })),
        },
        { id: 'every', name: 'The account', choices: [{ id: '*', name: EVERY }] },
      ]}
      onSelect={(choice) => {
        setTyped(null);
        onPick(`data_providers.${choice.id}`);
      }}
    />
  );
}
