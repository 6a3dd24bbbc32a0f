// Reads a checkpoint and tiles, as C2SP tlog-tiles lays them out, with Go's own library for transparency logs, which
// shares no code with us. It checks the signatures, those of witnesses too, and then by the tiles alone: that each leaf is in the tree, and that
// the tree begins with every smaller one.
//
//	go-tlog <folder> <public key>,<witness's key>... <leaf hash as hex>...
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles reads tiles from a folder. Go names the height of a tile in its path; C2SP does not.
type tiles struct{ folder string }

func (t tiles) Height() int { return height }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func main() {
	log.SetFlags(0)
	folder, keys, leaves := os.Args[1], strings.Split(os.Args[2], ","), os.Args[3:]
	tree := treeIn(folder, keys)
	if int(tree.N) != len(leaves) {
		log.Fatalf("the checkpoint covers %d leaves, and %d were given", tree.N, len(leaves))
	}
	hashes := tlog.TileHashReader(tree, tiles{folder})
	for index, text := range leaves {
		bytes, err := hex.DecodeString(text)
		if err != nil {
			log.Fatal(err)
		}
		proof, err := tlog.ProveRecord(tree.N, int64(index), hashes)
		if err != nil {
			log.Fatalf("leaf %d: %v", index, err)
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), tlog.Hash(bytes)); err != nil {
			log.Fatalf("leaf %d: %v", index, err)
		}
	}
	for size := int64(1); size < tree.N; size++ {
		smaller, err := tlog.TreeHash(size, hashes)
		if err != nil {
			log.Fatalf("tree of %d: %v", size, err)
		}
		proof, err := tlog.ProveTree(tree.N, size, hashes)
		if err != nil {
			log.Fatalf("tree of %d: %v", size, err)
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, size, smaller); err != nil {
			log.Fatalf("tree of %d: %v", size, err)
		}
		fmt.Println(size, hex.EncodeToString(smaller[:]))
	}
	fmt.Println(tree.N, hex.EncodeToString(tree.Hash[:]))
}

// witness verifies co-signatures (C2SP cosignature/v1), which Go's library leaves to its users.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }

func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(w.key, []byte(signed), sig[8:])
}

func newWitness(key string) witness {
	parts := strings.SplitN(key, "+", 3)
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != 4 {
		log.Fatalf("%s is not the key of a witness", key)
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
	if hex.EncodeToString(sum[:4]) != parts[1] {
		log.Fatalf("%s has another key id", key)
	}
	return witness{parts[0], binary.BigEndian.Uint32(sum[:4]), raw[1:]}
}

func treeIn(folder string, keys []string) tlog.Tree {
	verifier, err := note.NewVerifier(keys[0])
	if err != nil {
		log.Fatal(err)
	}
	verifiers := []note.Verifier{verifier}
	for _, key := range keys[1:] {
		verifiers = append(verifiers, newWitness(key))
	}
	checkpoint, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		log.Fatal(err)
	}
	opened, err := note.Open(checkpoint, note.VerifierList(verifiers...))
	if err != nil {
		log.Fatal(err)
	}
	if len(opened.Sigs) != len(keys) {
		log.Fatalf("%d of %d have signed the checkpoint", len(opened.Sigs), len(keys))
	}
	lines := bytes.Split([]byte(opened.Text), []byte("\n"))
	size, err := strconv.ParseInt(string(lines[1]), 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	root, err := tlog.ParseHash(string(lines[2]))
	if err != nil {
		log.Fatal(err)
	}
	return tlog.Tree{N: size, Hash: root}
}
