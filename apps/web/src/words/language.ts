import { i18n, type Messages } from '@lingui/core';

export const languages = { en: 'English', zh: '中文', ur: 'اردو' } as const;
export type Language = keyof typeof languages;

const catalogues: Readonly<Record<Language, () => Promise<{ messages: Messages }>>> = {
  en: () => import('../locales/en.po'),
  zh: () => import('../locales/zh.po'),
  ur: () => import('../locales/ur.po'),
};

const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name);

export const directionOf = (language: string): 'rtl' | 'ltr' => (language === 'ur' ? 'rtl' : 'ltr');

/** Loads a language and writes it on the page; one that is not there is English. */
export const speak = async (name: string): Promise<void> => {
  const language = isLanguage(name) ? name : 'en';
  // Slices of one font, of which a browser fetches those that a text needs, and only where the system has no Han face.
  if (language === 'zh') void import('@fontsource-variable/noto-sans-sc/wght.css');
  i18n.loadAndActivate({ locale: language, messages: (await catalogues[language]()).messages });
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
};

/** Speaks it from now on, also after a reload: the server writes what the cookie says on the page. */
export const choose = async (language: Language): Promise<void> => {
  document.cookie = `jwg-lang=${language}; path=/; max-age=31536000; samesite=lax`;
  await speak(language);
};
