import DurableFiles
import Foundation

/// A directory of a test's own, removed when the test ends.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "isthmus-\(UUID().uuidString)"
        try Directory.create(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit { try? Directory.remove(path) }
}
