/// A value for each number up to a limit, in pages that are made when they are first written to.
///
/// For numbers such as code points, of which texts have few and near each other.
struct SparseTable<Value: Sendable>: Sendable {
    private let initial: Value
    private var pages: [[Value]] = []

    private static var pageSize: Int { 1 << 10 }

    /// The value `initial` for all numbers.
    init(repeating initial: Value) { self.initial = initial }

    /// The value of a number, which is not negative.
    @inline(__always)
    subscript(number: Int) -> Value {
        get {
            let page = number / Self.pageSize
            if page >= pages.count || pages[page].isEmpty { return initial }
            return pages[page][number % Self.pageSize]
        }
        set {
            let page = number / Self.pageSize
            if page >= pages.count || pages[page].isEmpty { makePage(page) }
            pages[page][number % Self.pageSize] = newValue
        }
    }

    private mutating func makePage(_ page: Int) {
        while pages.count <= page { pages.append([]) }
        pages[page] = Array(repeating: initial, count: Self.pageSize)
    }

    /// Calls `body` with the numbers of the pages that were written to, in order, and their values.
    func forEach(_ body: (Int, Value) -> Void) {
        for (page, values) in pages.enumerated() {
            for (offset, value) in values.enumerated() {
                body(page * Self.pageSize + offset, value)
            }
        }
    }
}
