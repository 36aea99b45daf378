#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Which file is meant, however it is called; of a file that is not there yet, its folder and name.
///
/// Devices and pipes have none: any number of commands may read and write them.
struct FileIdentity: Hashable {
    private let device: dev_t
    private let number: ino_t
    private let name: String?

    /// The file at a path, or that would be made there.
    init?(path: String) {
        var status = stat()
        if stat(path, &status) == 0 {
            self.init(status)
            return
        }
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        let folder = path[..<name.startIndex]
        guard stat(folder.isEmpty ? "." : String(folder), &status) == 0 else { return nil }
        self.init(status, name: String(name))
    }

    /// The file that is read for a path; `-` is stdin.
    init?(input path: String) {
        if path == "-" { self.init(descriptor: STDIN_FILENO) } else { self.init(path: path) }
    }

    /// The file that is open as a descriptor.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(status, name: nil)
    }

    private init(_ status: stat, name: String?) {
        (device, number, self.name) = (status.st_dev, status.st_ino, name)
    }
}
