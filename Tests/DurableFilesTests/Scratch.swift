import DurableFiles
import Foundation
import Synchronization

/// A directory of a test's own, removed when the test ends.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "isthmus-\(UUID().uuidString)"
        try Directory.create(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    var entries: [String] { (try? Directory.entries(of: path)) ?? [] }

    deinit { try? Directory.remove(path) }
}

/// A disk that fails at the k-th call, and then, if it `dies`, at every later one, as a crash does.
final class FaultyDisk: Sendable {
    private let calls = Atomic<Int>(0)
    let failingCall: Int
    let code: Int32
    let dies: Bool

    init(failingCall: Int, code: Int32, dies: Bool = false) {
        self.failingCall = failingCall
        self.code = code
        self.dies = dies
    }

    var callCount: Int { calls.load(ordering: .relaxed) }

    var systemCalls: SystemCalls {
        let real = SystemCalls.system
        var calls = real
        calls.open = { self.fails() ? -1 : real.open($0, $1, $2) }
        calls.write = { self.fails() ? self.tear($1, $0) : real.write($0, $1) }
        calls.synchronize = { self.fails() ? -1 : real.synchronize($0) }
        calls.close = { real.close($0) | (self.fails() ? -1 : 0) }
        calls.rename = { self.fails() ? -1 : real.rename($0, $1) }
        calls.unlink = { self.isDead ? -1 : real.unlink($0) }
        calls.makeDirectory = { self.fails() ? -1 : real.makeDirectory($0) }
        calls.removeDirectory = { self.isDead ? -1 : real.removeDirectory($0) }
        return calls
    }

    /// Half of the bytes reach a failing disk.
    private func tear(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32) -> Int {
        let half = UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2))
        _ = SystemCalls.system.write(descriptor, half)
        errno = code
        return -1
    }

    private var isDead: Bool { dies && callCount >= failingCall }

    private func fails() -> Bool {
        let call = calls.add(1, ordering: .relaxed).newValue
        guard call == failingCall || (dies && call > failingCall) else { return false }
        errno = code
        return true
    }
}
