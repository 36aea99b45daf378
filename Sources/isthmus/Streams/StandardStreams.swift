#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The three streams that a process starts with, or should.
enum StandardStreams {
    /// Takes the numbers of those that are closed, which the next files to be opened would get otherwise:
    /// messages would then be written into results.
    ///
    /// What takes their place fails to be read or written, as they did.
    static func occupyClosed() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Requires that a file is not the one that stdout goes to.
    ///
    /// Results that follow what is read there would be read in turn, without end; and a file that the
    /// shell opens for results alone is empty before anything is read.
    ///
    /// - Parameter path: A file that is read while results are written; `-` is stdin.
    /// - Throws: An error of usage.
    static func requireOtherThanOutput(_ path: String) throws(ToolError) {
        let output = FileIdentity(descriptor: STDOUT_FILENO)
        guard output != nil, output == FileIdentity(input: path) else { return }
        let name = path == "-" ? "the file that stdin comes from" : "'\(path)'"
        throw .usage("stdout goes to \(name), which is read; write to another file")
    }
}
