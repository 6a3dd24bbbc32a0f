// Reads a checkpoint and tiles, as C2SP tlog-tiles lays them out, with Go's own library for transparency logs, which
// shares no code with us. It checks the signature, and then by the tiles alone: that each leaf is in the tree, and that
// the tree begins with every smaller one.
//
//	go-tlog <folder> <public key> <leaf hash as hex>...
package main

import (
	"bytes"
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
	folder, key, leaves := os.Args[1], os.Args[2], os.Args[3:]
	tree := treeIn(folder, key)
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

func treeIn(folder, key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		log.Fatal(err)
	}
	checkpoint, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		log.Fatal(err)
	}
	opened, err := note.Open(checkpoint, note.VerifierList(verifier))
	if err != nil {
		log.Fatal(err)
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
