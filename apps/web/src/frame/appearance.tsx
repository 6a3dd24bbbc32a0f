import { useState } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { choose, languages, type Language } from '../words/language.js';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const wear = (theme: Theme) => {
  document.documentElement.dataset['theme'] = theme;
  document.cookie = `jwg-theme=${theme}; path=/; max-age=31536000; samesite=lax`;
};

/** The reader's language and theme; a cookie keeps both, so that the server writes them on the next page. */
export const Appearance = () => {
  const { t } = useLingui();
  const { i18n } = useI18n();
  const navigate = useNavigate();
  const [theme, setTheme] = useState(document.documentElement.dataset['theme'] as Theme);
  const names: Record<Theme, string> = { system: t`As the system`, light: t`Light`, dark: t`Dark` };
  return (
    <>
      <select
        aria-label={t`Language`}
        className="plain"
        value={i18n.locale}
        onChange={({ target }) => {
          void choose(target.value as Language);
          // The language that a sent link asked for ends when the reader chooses one.
          void navigate({ to: '.', search: (before) => ({ ...before, lang: undefined }), replace: true });
        }}
      >
        {Object.entries(languages).map(([id, name]) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={t`Theme`}
        className="plain"
        value={theme}
        onChange={({ target }) => {
          wear(target.value as Theme);
          setTheme(target.value as Theme);
        }}
      >
        {themes.map((it) => (
          <option key={it} value={it}>
            {names[it]}
          </option>
        ))}
      </select>
    </>
  );
};
