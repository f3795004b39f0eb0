import { ServerCrash } from 'lucide-react';
import type { ReactElement } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '../ui/button.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';

/** In place of a page that failed while it was shown. The rest of the console goes on. */
export function PageFailed(): ReactElement {
  const error = useRouteError();
  return (
    <Page title="This page failed">
      <div role="alert">
        <Empty
          icon={ServerCrash}
          title="The page could not be shown"
          actions={
            <Button
              onPress={() => {
                window.location.reload();
              }}
            >
              Load it again
            </Button>
          }
        >
          <p>{error instanceof Error ? error.message : 'The reason is not known.'}</p>
        </Empty>
      </div>
    </Page>
  );
}
