#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Memory of zeros, of which the system gives each page when it is first touched.
///
/// So a large table costs nothing before it is used. The alternative, `calloc`, clears memory that was
/// freed before.
struct ZeroedPages: ~Copyable, @unchecked Sendable {
    /// The first byte, at the beginning of a page.
    let start: UnsafeMutableRawPointer

    private let byteCount: Int

    /// Asks for memory.
    init(byteCount: Int) {
        let access = PROT_READ | PROT_WRITE
        let pages = mmap(nil, byteCount, access, MAP_PRIVATE | MAP_ANON, -1, 0)
        guard let pages, pages != MAP_FAILED else {
            preconditionFailure("there is no memory for \(byteCount) bytes")
        }
        start = pages
        self.byteCount = byteCount
    }

    /// Asks for all pages at once, where the system can, which is faster than one by one.
    func populate() {
        #if os(Linux)
        madvise(start, byteCount, MADV_POPULATE_WRITE)
        #endif
    }

    deinit { munmap(start, byteCount) }
}
