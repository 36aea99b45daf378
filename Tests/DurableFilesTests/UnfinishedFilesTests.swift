import DurableFiles
import Testing

/// In one suite, whose tests run one after the other: what is removed is that of the whole process.
@Suite(.serialized) struct UnfinishedFilesTests {
    @Test func aFileInTheMakingIsRemovedAndOneThatIsMadeStays() throws {
        let folder = try Scratch()
        var done = try FileWriter(path: folder.file("done"))
        try done.write("whole")
        try done.commit()
        var writer = try FileWriter(path: folder.file("never"))
        try writer.write("half")
        let name = try #require(folder.entries.first { $0.hasPrefix("never") })
        #expect(UnfinishedFiles.holds(folder.file(name)))
        #expect(!UnfinishedFiles.holds(folder.file("done")))
        _ = consume writer
        #expect(!UnfinishedFiles.holds(folder.file(name)))
        #expect(folder.entries == ["done"])
    }

    @Test func moreFilesThanThereIsRoomForAreWrittenAllTheSame() throws {
        let folder = try Scratch()
        for round in 0..<100 {
            var writer = try FileWriter(path: folder.file("\(round)"))
            try writer.write("x")
            try writer.commit()
        }
        #expect(folder.entries.count == 100)
    }
}
