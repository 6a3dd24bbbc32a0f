export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash, sameBytes, sha256 } from './hashes.js';
export { canonicalJson } from './canonical-json.js';
export { entryOf, leafOf, type LeafEvent } from './leaf.js';
export { putQuickLeaf } from './quick-leaf.js';
export { foldLeaves } from './fold-leaves.js';
export { consistencyProof, foldHashes, inclusionProof, rootOf, type TreeHashes } from './tree.js';
export { verifyConsistency, verifyInclusion } from './verify.js';
export { subtreeHash, subtreesWithout, type Subtree } from './several.js';
export { BUNDLE_FORMAT, type Bundle, type BundledStream } from './bundle/format.js';
export type { CheckedStream, NotProved, Report } from './bundle/report.js';
export { tellingOf } from './bundle/told.js';
export { isNoBundle, verifyBundle } from './bundle/verify-bundle.js';
export { GrowingTree, type NewHash } from './growing-tree.js';
export { entryTile, parseTilePath, TILE_WIDTH, tilePath, type Tile } from './tiles.js';
export { hashesIn, tilesOnPaths, type HashTile } from './tile-hashes.js';
export { judge, type Later, type Verdict } from './judge.js';
export {
  keyIdIn,
  keyText,
  keyTextOf,
  noteSigner,
  noteVerifier,
  type NoteSigner,
  type NoteVerifier,
} from './note-keys.js';
export { NotANote, parseNote, signedBy, signNote, withSignatures, type SignedNote } from './signed-note.js';
export { NotACheckpoint, parseCheckpoint, checkpointText, type TreeHead } from './tree-head.js';
export { cosigner, cosignatureVerifier, cosignedAt, cosignerKeyText, cosignerVerifier } from './cosignature.js';
