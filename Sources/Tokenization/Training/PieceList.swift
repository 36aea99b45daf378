/// Pieces of text and how often they occur, which threads go through.
protocol PieceCollection: Sendable {
    /// How many pieces there are.
    var count: Int { get }

    /// How many bytes they have together.
    var byteCount: Int { get }

    /// Calls `body` with a share of the pieces.
    func forEach(
        inShare share: Int,
        of shareCount: Int,
        _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
    )
}

extension PieceCounts: PieceCollection {
    var byteCount: Int { table.bytes.count }
}

/// Pieces in lists, for what is done with each of them and needs no sum for equal ones.
struct PieceLists: PieceCollection {
    let lists: [PieceList]

    var count: Int { lists.reduce(0) { $0 + $1.count } }
    var byteCount: Int { lists.reduce(0) { $0 + $1.byteCount } }

    func forEach(
        inShare share: Int,
        of shareCount: Int,
        _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
    ) {
        for index in stride(from: share, to: lists.count, by: shareCount) {
            lists[index].forEach(body)
        }
    }
}

/// Pieces of text side by side, equal ones more than once.
struct PieceList: Sendable {
    private struct Entry {
        var end: Int
        var occurrences: Int
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    /// No pieces, and room for some.
    init(roomFor count: Int, byteCount: Int) {
        bytes.reserveCapacity(byteCount)
        entries.reserveCapacity(count)
    }

    var count: Int { entries.count }
    var byteCount: Int { bytes.count }

    /// Adds a piece that occurs so many times.
    mutating func add(_ piece: UnsafeBufferPointer<UInt8>, count: Int) {
        bytes.append(contentsOf: piece)
        entries.append(Entry(end: bytes.count, occurrences: count))
    }

    func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for entry in entries {
                body(UnsafeBufferPointer(rebasing: bytes[start..<entry.end]), entry.occurrences)
                start = entry.end
            }
        }
    }
}
