import type { Text } from '@jwg/domain';

/** A title as lists show it. */
export interface Titled {
  /** In English if there is one, otherwise in the first language. */
  readonly title: string;
  /** In every language that it has; missing where that is English alone. */
  readonly titles?: Text;
}

export const titled = ({ title }: { title: Text }): Titled => ({
  title: title.en ?? Object.values(title)[0] ?? '',
  ...(Object.keys(title).some((language) => language !== 'en') && { titles: title }),
});
