import Testing
import Tokenization

@Suite struct SelectionTests {
    private static let orders: [(String, @Sendable (Int) -> Int)] = [
        ("ascending", { $0 }),
        ("descending", { -$0 }),
        ("scattered", { $0 * 7919 % 10_007 }),
        ("alternating", { $0 % 2 == 0 ? $0 : -$0 }),
    ]

    @Test(arguments: [0, 1, 2, 16, 17, 100, 5000])
    func theFirstOfASortedArrayComeToTheFront(size: Int) {
        for (name, order) in Self.orders {
            let values = (0..<size).map { (value: order($0), index: $0) }
            let sorted = values.sorted { ($0.value, $0.index) < ($1.value, $1.index) }
            for count in Set([0, 1, size / 3, size - 1, size]) where (0...size).contains(count) {
                var selected = values
                selected.bringToFront(count) { ($0.value, $0.index) < ($1.value, $1.index) }
                let front = Set(selected.prefix(count).map(\.index))
                #expect(front == Set(sorted.prefix(count).map(\.index)), "\(name), \(count)")
                #expect(Set(selected.map(\.index)).count == size)
            }
        }
    }
}
