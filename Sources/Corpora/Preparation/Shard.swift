/// One of the parts into which a corpus is divided for as many processes.
///
/// Of at least as many files as there are shards, each file is of one shard, by its number; of
/// fewer files, each record is, by its number in its file. Together the shards have every record once.
public struct Shard: Hashable, Sendable {
    /// The number of this shard, from 1.
    public let number: Int

    /// The number of shards.
    public let count: Int

    /// Creates a shard; nil unless `number` is from 1 to `count`.
    public init?(number: Int, of count: Int) {
        guard count > 0, (1...count).contains(number) else { return nil }
        (self.number, self.count) = (number, count)
    }

    /// Creates a shard from a text such as `2/8`; nil when it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
        self.init(number: number, of: count)
    }

    /// Whether the shards divide these files rather than their records.
    public func dividesFiles(_ paths: [String]) -> Bool { paths.count >= count }

    /// The files that the shard reads.
    public func files(of paths: [String]) -> [String] {
        guard dividesFiles(paths) else { return paths }
        return paths.indices.filter { $0 % count == number - 1 }.map { paths[$0] }
    }

    /// Whether the shard has the record with a number, from 0, of a file whose records are divided.
    public func has(record number: Int) -> Bool { number % count == self.number - 1 }
}
