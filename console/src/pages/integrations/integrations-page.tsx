import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { useDebounced } from '../../data/use-debounced.js';
import type { IntegrationType } from '../../documents/generated.js';
import { useSession } from '../../session/session-context.js';
import { Button } from '../../ui/button.js';
import { SearchField } from '../../ui/fields.js';
import { Page } from '../../ui/page.js';
import { Select } from '../../ui/select.js';
import { INTEGRATION_TYPES, TYPE_NAMES } from '../../ui/type-icon.js';
import { IntegrationList } from './integration-list.js';
import './integrations-page.css';

const EVERY_TYPE = { id: 'ALL', name: 'Every type' };
const TYPE_CHOICES = [EVERY_TYPE, ...TYPE_NAMES.map((id) => ({ id, name: INTEGRATION_TYPES[id].name }))];

// Most visits create nothing.
const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog.js')).CreateDialog }));

/** What the viewer may see, to search in and to go on from [C2]. */
export function IntegrationsPage(): ReactElement {
  const { creating } = useSession();
  const [isCreating, setIsCreating] = useState(false);
  const { text, type, setText, setType, clear } = useFilter();
  const search = useDebounced(text);
  return (
    <Page
      title="Integrations"
      lead="The channels that alert messages go to."
      actions={
        creating?.allowed === true && (
          <Button
            look="primary"
            onPress={() => {
              setIsCreating(true);
            }}
          >
            <Plus className="icon" aria-hidden />
            New integration
          </Button>
        )
      }
    >
      <div className="filters">
        <SearchField label="Search integrations" value={text} onChange={setText} />
        <Select
          label="Type"
          isLabelHidden
          choices={TYPE_CHOICES}
          value={type ?? EVERY_TYPE.id}
          onChange={setType}
        />
      </div>
      <IntegrationList search={search} type={type} onClear={clear} />
      {isCreating && (
        <Suspense>
          <CreateDialog
            onClose={() => {
              setIsCreating(false);
            }}
          />
        </Suspense>
      )}
    </Page>
  );
}

interface Filter {
  text: string;
  type: IntegrationType | null;
  setText: (text: string) => void;
  setType: (type: string) => void;
  clear: () => void;
}

/** The filter stands in the address, so that it survives a reload and can be sent to somebody. */
function useFilter(): Filter {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string): void => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  };
  return {
    text: params.get('search') ?? '',
    type: TYPE_NAMES.find((name) => name === params.get('type')) ?? null,
    setText: (text) => {
      set('search', text);
    },
    setType: (type) => {
      set('type', type === EVERY_TYPE.id ? '' : type);
    },
    clear: () => {
      setParams({}, { replace: true });
    },
  };
}
