import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The names of files that are being written, which a signal that ends the process must not leave behind.
///
/// A handler of signals may neither allocate nor wait. So the names lie in memory that is made once
/// and stays; a file beyond the room for them is not remembered.
package enum UnfinishedFiles {
    private static let placeCount = 64
    private static let longestName = 1024

    private enum State {
        static let free = 0
        static let changing = 1
        static let named = 2
    }

    nonisolated(unsafe) private static let names = UnsafeMutablePointer<CChar>
        .allocate(capacity: placeCount * longestName)

    nonisolated(unsafe) private static let states: UnsafeMutablePointer<Atomic<Int>> = {
        let states = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: placeCount)
        for place in 0..<placeCount { (states + place).initialize(to: Atomic(State.free)) }
        return states
    }()

    /// Makes the memory, which a handler may not do; to be called before one is installed.
    package static func prepare() { _ = (names, states) }

    /// Remembers a file.
    ///
    /// - Returns: The place of its name, or nil where there is no room.
    static func insert(_ path: String) -> Int? {
        let name = Array(path.utf8CString)
        guard name.count <= longestName else { return nil }
        let free = (0..<placeCount).first { change($0, from: State.free, to: State.changing) }
        guard let free else { return nil }
        (names + free * longestName).update(from: name, count: name.count)
        states[free].store(State.named, ordering: .sequentiallyConsistent)
        return free
    }

    /// Forgets the file of a place.
    static func remove(_ place: Int?) {
        guard let place else { return }
        states[place].store(State.free, ordering: .sequentiallyConsistent)
    }

    /// Removes all files that are being written; only for a process that ends, from a handler of signals too.
    package static func unlinkAll() {
        for place in 0..<placeCount
        where states[place].load(ordering: .sequentiallyConsistent) == State.named {
            unlink(names + place * longestName)
        }
    }

    /// Whether a file is remembered.
    package static func holds(_ path: String) -> Bool {
        (0..<placeCount).contains { place in
            states[place].load(ordering: .sequentiallyConsistent) == State.named
                && String(cString: names + place * longestName) == path
        }
    }

    private static func change(_ place: Int, from old: Int, to new: Int) -> Bool {
        states[place].compareExchange(
            expected: old,
            desired: new,
            ordering: .sequentiallyConsistent
        ).exchanged
    }
}
