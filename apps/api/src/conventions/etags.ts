import { createHash } from 'node:crypto';

export const digestOf = (payload: string | Buffer): string => createHash('sha1').update(payload).digest('base64url');

/** The ETag of a read: a digest of the answer, preceded by the revision (for If-Match) if the read is of one stream. */
export const etagOf = (payload: string | Buffer, revision?: number, digest = digestOf(payload)): string =>
  revision === undefined ? `"${digest}"` : `"${revision}.${digest}"`;

/**
 * The ETags that a header lists, as this API gave them. A proxy that compresses answers makes a strong one weak, or adds
 * `-gzip` to it; clients send back what they got.
 */
const tagsIn = (header: string): string[] =>
  header.split(/\s*,\s*/).map((tag) => tag.replace(/^W\//, '').replace(/(?:--?|;)(?:gzip|br|deflate|zstd)"$/, '"'));

/** Whether If-None-Match names the answer that has this ETag. */
export const names = (header: string | undefined, etag: string): boolean =>
  header !== undefined && tagsIn(header).some((tag) => tag === etag || tag === '*');

const OURS = /^"(\d{1,15})(?:\.[\w-]+)?"$/;

/** The latest revision that If-Match names; `undefined` if none of its ETags is one of a stream. */
export const revisionIn = (header: string): number | undefined => {
  const revisions = tagsIn(header).flatMap((tag) => OURS.exec(tag)?.[1] ?? []);
  return revisions.length === 0 ? undefined : Math.max(...revisions.map(Number));
};
