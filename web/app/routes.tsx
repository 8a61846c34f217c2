import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { prefetchPlan } from '../remote/queries.ts';
import { CrashPage } from './crash-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';

/** Each page is a chunk of its own, loaded when it is opened. */
const page = (load: () => Promise<ComponentType>) => ({
  lazy: async () => ({ Component: await load() }),
});

export const routes: RouteObject = {
  path: '/',
  element: <Shell />,
  children: [{ errorElement: <CrashPage />, children: pages() }],
};

/** They break within the frame, which stays: one can go elsewhere. */
function pages(): RouteObject[] {
  return [
    { index: true, ...page(async () => (await import('../home/home-page.tsx')).HomePage) },
    {
      path: 'problems',
      ...page(async () => (await import('../problems/problems-page.tsx')).ProblemsPage),
    },
    {
      path: 'problems/start',
      ...page(async () => (await import('../start/start-page.tsx')).StartPage),
    },
    {
      path: 'problems/:problemId',
      ...page(async () => (await import('../editor/editor-page.tsx')).EditorPage),
    },
    { path: 'solve', ...page(async () => (await import('../solve/runs-page.tsx')).RunsPage) },
    { path: 'solve/:jobId', ...page(async () => (await import('../solve/run-page.tsx')).RunPage) },
    { path: 'plans', ...page(async () => (await import('../plan/plans-page.tsx')).PlansPage) },
    {
      path: 'plans/:planId',
      // Runs beside the loading of the page's code.
      loader: ({ params }) => {
        if (params.planId !== undefined) prefetchPlan(params.planId);
        return null;
      },
      ...page(async () => (await import('../plan/plan-page.tsx')).PlanPage),
    },
    ...['fairness', 'fairness/:planId'].map((path) => ({
      path,
      ...page(async () => (await import('../fairness/fairness-page.tsx')).FairnessPage),
    })),
    {
      path: 'fairness/:planId/:staffId',
      ...page(async () => (await import('../fairness/statement-page.tsx')).StatementPage),
    },
    {
      path: 'compare',
      ...page(async () => (await import('../compare/compare-page.tsx')).ComparePage),
    },
    {
      path: 'portal',
      ...page(async () => (await import('../portal/portal-page.tsx')).PortalPage),
    },
    {
      path: 'admin/:tab?',
      ...page(async () => (await import('../admin/admin-page.tsx')).AdminPage),
    },
    { path: '*', element: <NotFoundPage /> },
  ];
}

/** Pages for those who are not signed in, outside the frame. */
export const openRoutes: RouteObject[] = [
  {
    path: '/portal/shared',
    ...page(async () => (await import('../portal/shared-page.tsx')).SharedPage),
  },
];
