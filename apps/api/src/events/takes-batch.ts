export const BATCH = 'application/cloudevents-batch+json';

/** Whether an Accept header names the batch and does not prefer plain JSON. Wildcards do not count. */
export const takesBatch = (accept = ''): boolean => {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [type, ...parameters] = range.split(';').map((it) => it.trim());
      const quality = parameters.find((it) => it.startsWith('q='))?.slice(2) ?? '1';
      return { type, quality: Number(quality) };
    });
  const qualityOf = (type: string) => ranges.find((it) => it.type === type)?.quality ?? 0;
  return qualityOf(BATCH) > 0 && qualityOf(BATCH) >= qualityOf('application/json');
};
