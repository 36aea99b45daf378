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

/// Puts a link to a device that is always full at a path.
func linkToFullDevice(_ path: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
}
