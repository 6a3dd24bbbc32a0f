const languages = { en: 'ltr', zh: 'ltr', ur: 'rtl' } as const;
const themes = ['system', 'light', 'dark'] as const;

/** How the reader wants the page, by their cookies: it is written into the page, so that nothing flashes. */
export const lookOf = (
  cookies = '',
): { lang: keyof typeof languages; dir: 'ltr' | 'rtl'; theme: (typeof themes)[number] } => {
  const chosen = (name: string) => new RegExp(`(?:^|; )${name}=([a-z]+)(?:;|$)`).exec(cookies)?.[1] ?? '';
  const lang = chosen('jwg-lang');
  const known = Object.hasOwn(languages, lang) ? (lang as keyof typeof languages) : 'en';
  return { lang: known, dir: languages[known], theme: themes.find((it) => it === chosen('jwg-theme')) ?? 'system' };
};
