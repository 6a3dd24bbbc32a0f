import type { Text } from '@jwg/domain';

/** The title in English if there is one, otherwise in the first language. */
export const titleOf = ({ title }: { title: Text }): string => title.en ?? Object.values(title)[0] ?? '';
