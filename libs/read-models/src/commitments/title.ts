import type { Text } from '@jwg/domain';

/** A title as lists show it. */
export interface Titled {
  /** In English if there is one, otherwise in the first language. */
  readonly title: string;
  /** In every language, where there are several. */
  readonly titles?: Text;
}

export const titled = ({ title }: { title: Text }): Titled => ({
  title: title.en ?? Object.values(title)[0] ?? '',
  ...(Object.keys(title).length > 1 && { titles: title }),
});
