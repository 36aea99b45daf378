#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension UnigramEstimate {
    /// Leaves out pieces until `size` are left, first those without which the words are hardly
    /// less probable; single characters stay.
    ///
    /// The loss of a piece is estimated as if the best way to cut it into others replaced it
    /// wherever the best way to cut a word has it.
    mutating func prune(to size: Int) {
        guard pieceCount > size else { return }
        let paths = BestPaths(pieces)
        let counts = bestPathCounts(paths)
        let losses = losses(counts, paths)
        keep(Array(pieces.indices).best(size) { pieces[$0].length == 1 ? nil : losses[$0] })
    }

    /// How often each piece is in the best way to cut a word.
    private func bestPathCounts(_ paths: BestPaths) -> [Double] {
        let sums = sums { block, sums in
            var paths = paths
            tree.deepest.withUnsafeBufferPointer { deepest in
                forEachWord(of: block) { word, count in
                    paths.find(UnsafeBufferPointer(rebasing: deepest[word]), without: -1)
                    paths.forEachPiece { sums.counts[$0] += Double(count) }
                }
            }
        }
        return sums.counts
    }

    /// The loss of each piece.
    private func losses(_ counts: [Double], _ paths: BestPaths) -> [Double] {
        let total = counts.reduce(0, +)
        let parts = concurrentMap(pieceCount, inBlocksOf: 1 << 12, threadCount: threadCount) {
            pieces in
            var paths = paths
            return pieces.map { loss(of: $0, &paths, counts, total) }
        }
        return Array(parts.joined())
    }

    /// By how many nats a word of the corpus would be less probable, on average, without a piece.
    ///
    /// That of a piece that is not used is negative, and less so for one that is more probable.
    private func loss(
        of index: Int,
        _ paths: inout BestPaths,
        _ counts: [Double],
        _ total: Double
    ) -> Double {
        let count = counts[index]
        guard count > 0, findAlternative(to: index, &paths) else {
            return -1 / max(pieces[index].probability, 1e-300)
        }
        var (partCount, replaced) = (0.0, 0.0)
        paths.forEachPiece { part in
            partCount += 1
            replaced += log(counts[part] + count)
        }
        replaced -= partCount * log(total + count * (partCount - 1))
        return count / total * (log(count) - log(total) - replaced)
    }

    /// Finds the best way to cut a piece into others; false when it is better than the piece itself.
    private func findAlternative(to index: Int, _ paths: inout BestPaths) -> Bool {
        let node = tree.nodes[index]
        if node.length == 1 { return false }
        let places = Int(node.place)..<Int(node.place) + Int(node.length)
        return tree.deepest.withUnsafeBufferPointer { deepest in
            let best = paths.find(UnsafeBufferPointer(rebasing: deepest[places]), without: index)
            return best <= paths.score(of: index)
        }
    }
}
