import { createBrowserRouter, redirect } from 'react-router';
import { IntegrationsPage } from '../pages/integrations/integrations-page.js';
import { Frame } from './frame.js';
import { NotFoundPage } from './not-found-page.js';
import { PageFailed } from './page-failed.js';

/** Which page answers which address. All but the first are loaded when they are gone to. */
export function createRoutes(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter([
    {
      element: <Frame />,
      errorElement: <PageFailed />,
      hydrateFallbackElement: <></>,
      children: [
        {
          errorElement: <PageFailed />,
          children: [
            { path: '/', loader: () => redirect('/integrations') },
            { path: '/integrations', element: <IntegrationsPage /> },
            {
              path: '/integrations/:id',
              lazy: async () => ({
                Component: (await import('../pages/integration/integration-page.js')).IntegrationPage,
              }),
              children: [
                {
                  index: true,
                  lazy: async () => ({
                    Component: (await import('../pages/integration/overview.js')).Overview,
                  }),
                },
                {
                  path: 'permissions',
                  lazy: async () => ({
                    Component: (await import('../pages/integration/permissions/permissions-tab.js'))
                      .PermissionsTab,
                  }),
                },
              ],
            },
            {
              path: '/why',
              lazy: async () => ({ Component: (await import('../pages/why/why-page.js')).WhyPage }),
            },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ]);
}
