internal import UnicodeText

/// Classes of characters: those of a class are in the same ones of some sets.
struct ScalarClasses: Sendable {
    /// The most classes, so that a byte holds one and can say that there is none.
    static let maximumCount = 255

    /// The number of classes.
    let count: Int

    /// The class of each character of the basic multilingual plane.
    private let plane: [UInt8]

    /// Where a run of characters of one class starts, and the class, for all characters.
    private let starts: [UInt32]
    private let classes: [UInt8]

    /// Whether a set has the characters of a class: a row for each set.
    private let members: [Bool]

    /// The classes of sets; nil when there are too many.
    init?(_ sets: [ScalarSet]) {
        var signature = Array(repeating: false, count: sets.count)
        var numbers: [[Bool]: UInt8] = [:]
        var starts: [UInt32] = []
        var classes: [UInt8] = []
        for (start, toggled) in Self.events(sets) {
            for set in toggled { signature[set].toggle() }
            if numbers[signature] == nil, numbers.count >= Self.maximumCount { return nil }
            starts.append(start)
            classes.append(numbers[signature, default: UInt8(numbers.count)])
            numbers[signature] = classes[classes.count - 1]
        }
        count = numbers.count
        members = Self.members(numbers, setCount: sets.count)
        plane = Self.plane(starts, classes)
        (self.starts, self.classes) = (starts, classes)
    }

    /// Where sets begin and end, in order, and which; the first is at 0.
    private static func events(_ sets: [ScalarSet]) -> [(start: UInt32, sets: [Int])] {
        var events: [UInt32: [Int]] = [0: []]
        for (number, set) in sets.enumerated() {
            for range in set.ranges {
                events[range.lowerBound, default: []].append(number)
                if range.upperBound < 0x10FFFF {
                    events[range.upperBound + 1, default: []].append(number)
                }
            }
        }
        return events.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func members(_ numbers: [[Bool]: UInt8], setCount: Int) -> [Bool] {
        var members = Array(repeating: false, count: setCount * numbers.count)
        for (signature, number) in numbers {
            for (set, isMember) in signature.enumerated() where isMember {
                members[set * numbers.count + Int(number)] = true
            }
        }
        return members
    }

    private static func plane(_ starts: [UInt32], _ classes: [UInt8]) -> [UInt8] {
        var plane = Array(repeating: classes[0], count: 0x10000)
        for (index, start) in starts.enumerated() where start < 0x10000 {
            let end = index + 1 < starts.count ? min(0x10000, starts[index + 1]) : 0x10000
            for scalar in start..<end { plane[Int(scalar)] = classes[index] }
        }
        return plane
    }

    /// The class of a character.
    @inline(__always)
    func of(_ scalar: UInt32) -> UInt8 {
        scalar < 0x10000 ? plane[Int(scalar)] : ofFar(scalar)
    }

    private func ofFar(_ scalar: UInt32) -> UInt8 {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle + 1 } else { high = middle }
        }
        return classes[low - 1]
    }

    /// Whether the set of a number has the characters of a class.
    func contains(_ number: Int, in set: Int) -> Bool { members[set * count + number] }
}
