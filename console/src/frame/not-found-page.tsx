import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { ButtonLink } from '../ui/button.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';

/** Where no page has this address. */
export function NotFoundPage(): ReactElement {
  return (
    <Page title="No such page">
      <Empty
        icon={SearchX}
        title="Nothing has this address"
        actions={<ButtonLink to="/integrations">Go to the integrations</ButtonLink>}
      >
        <p>The link may be old, or mistyped.</p>
      </Empty>
    </Page>
  );
}
