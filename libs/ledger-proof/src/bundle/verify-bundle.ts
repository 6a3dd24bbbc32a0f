import { areSame, fromBase64 } from './bytes.js';
import { CannotVerifyHere, mustHaveCrypto } from './cannot-verify-here.js';
import { addEntries } from './check-entries.js';
import { checkSignature, keysOf, witnessesOf, type Keys } from './check-signatures.js';
import { checkHistories, leavesOfEvents } from './check-streams.js';
import { BUNDLE_FORMAT, type Bundle } from './format.js';
import { notProvedBy } from './not-proved.js';
import type { Pinned } from './pinned.js';
import type { CheckedStream, Report, Wrong } from './report.js';
import { rootOfSeveral } from './root-of.js';
import { headIn, keyIn, noteIn, OF_LEDGER } from './signatures.js';
import { storyOf } from './story.js';

/**
 * Checks a bundle by itself, without the ledger and without a network.
 *
 * @param file  what is in the file
 * @throws CannotVerifyHere  not the bundle is wanting, but what runs this
 * @throws TypeError  a key that was given is none
 */
export const verifyBundle = async (file: string, pinned: Pinned = {}): Promise<Report> => {
  mustHaveCrypto();
  const keys = await keysOf(pinned);
  const wrong: Wrong[] = [];
  let bundle: Bundle | undefined;
  try {
    bundle = bundleIn(file);
    return await check(wellFormed(bundle), pinned, keys, wrong);
  } catch (error) {
    if (error instanceof CannotVerifyHere) throw error;
    const { message } = error as Error;
    wrong.push(
      bundle
        ? { code: 'DAMAGED', what: `This bundle is damaged: ${message}` }
        : { code: 'NOT_A_BUNDLE', what: `This is no bundle: ${message}` },
    );
    return { about: '', reader: '', events: 0, upTo: 0, witnesses: [], streams: [], wrong, notProved: [], story: [] };
  }
};

/** Whether there was nothing to check: that is no finding. */
export const isNoBundle = ({ wrong }: Report): boolean => wrong.some(({ code }) => code === 'NOT_A_BUNDLE');

const bundleIn = (file: string): Bundle => {
  const bundle = JSON.parse(file) as Bundle;
  if ((bundle as Bundle | null)?.format !== BUNDLE_FORMAT) throw new TypeError('it is in another format');
  return bundle;
};

/** Whatever is no number compares as false, and would pass for entries that reach everywhere. */
const wellFormed = (bundle: Bundle): Bundle => {
  const { streams, entries, proof, upTo } = bundle;
  const lists = [streams, entries.texts, proof, ...streams.flatMap((it) => [it.events, it.leaves, it.leftOut])];
  if (!lists.every(Array.isArray)) throw new TypeError('a list is missing');
  if (![upTo, entries.from].every((it) => Number.isSafeInteger(it) && it >= 0) || entries.from > upTo)
    throw new TypeError('it does not say from where to where its entries reach');
  return bundle;
};

const check = async (bundle: Bundle, pinned: Pinned, keys: Keys, wrong: Wrong[]): Promise<Report> => {
  const { about, reader, upTo, streams } = bundle;
  const note = (it: Wrong) => void wrong.push(it);
  const checkpoint = noteIn(bundle.checkpoint);
  const head = headIn(checkpoint);
  if (pinned.key !== undefined && pinned.key !== bundle.key)
    note({ code: 'KEY', what: `The key in the bundle is not the one that was given: ${bundle.key}` });
  await checkSignature(checkpoint, head, keys.ledger ?? (await keyIn(bundle.key, OF_LEDGER)), note);
  const witnesses = await witnessesOf(checkpoint, keys.witnesses, note);
  if (upTo > head.size) note({ code: 'SIZE', what: `It tells of ${upTo} events, and ${head.size} are signed.` });
  if (!streams.some(({ stream }) => stream.endsWith(`-${about}`)))
    note({ code: 'MISSING', what: `The stream of ${about} itself is missing.` });
  checkHistories(streams, upTo, note);
  const leaves = await leavesOfEvents(streams, note);
  const sealed = await addEntries(bundle, leaves, note);
  const root = await rootOfSeveral(leaves, bundle.proof.map(fromBase64), head.size);
  if (!root || !areSame(root, head.root))
    note({
      code: 'TREE',
      what: 'The events and entries are not all in the tree that was signed: one was changed, added, left out or put elsewhere, or the checkpoint is another one.',
    });
  const checked = streams.map((it) => checkedStream(it, bundle));
  return {
    about,
    reader,
    events: streams.reduce((sum, { events }) => sum + events.length, 0),
    upTo,
    checkpoint: { origin: head.origin, size: head.size, key: pinned.key ?? bundle.key },
    witnesses,
    streams: checked,
    wrong: wrong.toSorted((one, other) => (one.position ?? -1) - (other.position ?? -1)),
    notProved: notProvedBy({ bundle, head, checked, sealed, pinned, witnesses }),
    story: storyOf(streams),
  };
};

/**
 * From `entries.from` on every position is seen. Before it, the revisions are: an event that is not here is at a gap that
 * is said to be left out, or after the last one.
 */
const checkedStream = (
  { stream, events, leftOut }: Bundle['streams'][number],
  { entries: { from }, upTo }: Bundle,
): CheckedStream => {
  let [next, seen] = [0, 0];
  for (const { revision, position } of events) {
    if (revision !== next && seen < from) break;
    [next, seen] = [revision + 1, position + 1];
  }
  return { stream, events: events.length, leftOut: leftOut.length, completeTo: seen < from ? seen : upTo };
};
