import type { Text } from '@jwg/domain';

/** In English where there is English, else in the first language there is. */
export const titleOf = ({ title }: { title: Text }): string => title.en ?? Object.values(title)[0] ?? '';
