import type { Checked, Role, SignedIn } from '@jwg/platform';

/** Who is asking, as the ledger knows them. */
export interface Me {
  /** The actor of what they record. */
  readonly actor: string;
  readonly role: Role;
  readonly side?: string;
  readonly institution?: string;
  /** When the sign-in or the token ends; an ISO time. */
  readonly endsAt: string;
  /** The languages of the page, those first that the browser asks for. */
  readonly languages: readonly string[];
  /** What each command has to carry as `X-JWG-CSRF`; only of somebody who signed in, not with a token. */
  readonly csrf?: string;
}

export const meOf = ({ actor, ends, csrf }: Checked & Partial<SignedIn>, acceptLanguage: string | undefined): Me => ({
  actor: actor.id,
  role: actor.role,
  ...(actor.side !== undefined && { side: actor.side }),
  ...(actor.institution !== undefined && { institution: actor.institution }),
  endsAt: new Date(ends).toISOString(),
  languages: languagesFor(acceptLanguage),
  ...(csrf !== undefined && { csrf }),
});

const LANGUAGES = ['en', 'zh', 'ur'];

/** All languages of the page, in the order in which a browser asks for them; the others follow. */
export const languagesFor = (accept = ''): string[] => {
  const asked = accept
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [tag = '', quality] = range.trim().split(/\s*;\s*q=/);
      return { language: tag.split('-', 1)[0]!, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => LANGUAGES.includes(language) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
  return [...new Set([...asked, ...LANGUAGES])];
};
