import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { commitmentSearch } from './commitment/commitment-search.js';
import { whySearch } from './commitment/why-asked.js';
import { readsSearch } from './reads/reads-search.js';
import { reportSearch } from './report/report-search.js';
import { searchSearch } from './search/search-search.js';
import { sessionSearch } from './session/session-search.js';
import { publicPath } from './api/fetch-json.js';
import { ProblemNotice } from './frame/problem-notice.js';
import { NotFound } from './frame/not-found.js';
import { Shell } from './frame/shell.js';
import { matrixParameterNames, matrixSearch } from './matrix/matrix-search.js';
import { everyAddress, kept, type EveryAddress } from './moment/moment.js';
import { parseSearch, stringifySearch } from './moment/search-text.js';
import { unreadBy } from './moment/unread-by.js';
import type { RouteParameters } from './moment/use-unread.js';

interface Context {
  readonly queries: QueryClient;
}

/** Every link keeps the moment; only "Back to now" drops it. */
const root = createRootRouteWithContext<Context>()({
  component: Shell,
  errorComponent: ProblemNotice,
  validateSearch: (given: Record<string, unknown>): EveryAddress => everyAddress(given).read,
  search: { middlewares: [retainSearchParams([...kept])] },
});

const screen = <const Path extends string>(
  path: Path,
  load: () => Promise<Record<'Screen', () => React.ReactNode>>,
  parameters: RouteParameters = {},
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, 'Screen'),
    staticData: parameters,
  });

const commitment = createRoute({
  getParentRoute: () => root,
  path: '/commitments/$commitment',
  validateSearch: commitmentSearch,
  staticData: { parameters: ['show', 'order'], unread: unreadBy(commitmentSearch, ['show', 'order']) },
  component: lazyRouteComponent(() => import('./commitment/commitment-screen.js'), 'Screen'),
});

const why = createRoute({
  getParentRoute: () => root,
  path: '/commitments/$commitment/why',
  validateSearch: whySearch,
  staticData: { parameters: ['what'], unread: unreadBy(whySearch, ['what']) },
  component: lazyRouteComponent(() => import('./commitment/why-screen.js'), 'Screen'),
});

const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$session',
  validateSearch: sessionSearch,
  staticData: { parameters: ['draft'], unread: unreadBy(sessionSearch, ['draft']) },
  component: lazyRouteComponent(() => import('./session/session-screen.js'), 'Screen'),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: '/forums/$forum/reports',
  validateSearch: reportSearch,
  staticData: { parameters: ['of', 'session', 'side'], unread: unreadBy(reportSearch, ['of']) },
  component: lazyRouteComponent(() => import('./report/reports-screen.js'), 'Screen'),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: searchSearch,
  staticData: { parameters: ['q'] },
  component: lazyRouteComponent(() => import('./search/search-screen.js'), 'Screen'),
});

const reads = createRoute({
  getParentRoute: () => root,
  path: '/reads',
  validateSearch: readsSearch,
  staticData: { parameters: ['forum'] },
  component: lazyRouteComponent(() => import('./reads/reads-screen.js'), 'Screen'),
});

const tree = root.addChildren([
  screen('/', () => import('./home/home-screen.js')),
  screen('/forums', () => import('./forums/forums-screen.js')),
  screen('/forums/$forum/sessions', () => import('./forums/sessions-screen.js')),
  screen('/forums/$forum/institutions', () => import('./forums/forum-institutions-screen.js')),
  screen('/forums/$forum/timeline', () => import('./forums/timeline-screen.js')),
  screen('/institutions', () => import('./institutions/institutions-screen.js')),
  screen('/forums/$forum', () => import('./matrix/matrix-screen.js'), {
    parameters: matrixParameterNames,
    unread: (given) => matrixSearch(given).unread,
    compares: true,
  }),
  screen('/institutions/$institution', () => import('./institutions/board-screen.js')),
  commitment,
  why,
  session,
  search,
  reports,
  reads,
  screen('/sign-in', () => import('./sign-in/sign-in-screen.js'), { parameters: ['to', 'problem'] }),
  screen('/sign-in/link', () => import('./sign-in/link-screen.js'), { parameters: ['to'] }),
  screen('/signed-in', () => import('./sign-in/signed-in-screen.js')),
  screen('/signed-out', () => import('./sign-in/signed-out-screen.js')),
]);

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    basepath: publicPath === '' ? '/' : publicPath,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
  // What a screen says of its own parameters.
  interface StaticDataRouteOption {
    parameters?: RouteParameters['parameters'];
    unread?: RouteParameters['unread'];
    compares?: RouteParameters['compares'];
  }
}
