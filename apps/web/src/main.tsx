import './styles/layers.css';
import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/components.css';
import './styles/record.css';
import './styles/scripts.css';
import './styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nProvider } from '@lingui/react';
import { i18n } from '@lingui/core';
import { Problem } from './api/problem.js';
import { signInFoundEnded } from './api/sign-in-ended.js';
import { dropOldDrafts } from './drafts/draft-store.js';
import { speak } from './words/language.js';
import { makeRouter } from './routes.js';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof Problem && error.kind === 'unauthenticated') signInFoundEnded(queries);
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal stays one however often it is asked for; a lost line or a busy server may be back.
      retry: (failures, error) =>
        failures < 3 && error instanceof Problem && (error.status === 0 || error.status >= 429),
      retryDelay: (failures, error) =>
        1000 * ((error instanceof Problem ? error.retryAfter : undefined) ?? 2 ** failures),
      gcTime: 30 * 60_000,
    },
  },
});

const start = async () => {
  await speak(new URLSearchParams(location.search).get('lang') ?? document.documentElement.lang);
  const router = makeRouter(queries);
  createRoot(document.getElementById('page')!).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
};

void start();
dropOldDrafts();
