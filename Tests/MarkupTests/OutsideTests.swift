import Foundation
import Markup
import Testing

/// Files that a document asks for, which are there and could be read, and are not.
struct OutsideTests {
    private static let declarations = """
        <!ENTITY own "SECRET">
        <!ATTLIST a b CDATA "SECRET">
        """

    /// Documents that ask for a file in every way there is, with its address.
    private static func documents(_ file: String) -> [String] {
        [
            "<!DOCTYPE a SYSTEM '\(file)'><a>&own;</a>",
            "<!DOCTYPE a PUBLIC '-//X//Y' '\(file)'><a>&own;</a>",
            "<?xml version='1.0' standalone='no'?><!DOCTYPE a SYSTEM '\(file)'><a>&own;</a>",
            "<!DOCTYPE a SYSTEM '\(file)' [<!ENTITY x 'y'>]><a>&own;&x;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM '\(file)'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM '\(file)'>]><a c='&x;'/>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM '\(file)'><!ENTITY y '&x;'>]><a>&y;</a>",
            "<!DOCTYPE a [<!ENTITY % x SYSTEM '\(file)'> %x;]><a>&own;</a>",
            "<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='\(file)' parse='text'/></a>",
            "<?xml-stylesheet href='\(file)'?><a/>",
        ]
    }

    private func everything(_ reader: MarkupReader) -> String {
        var lines: [String] = []
        do {
            while let event = try reader.next() {
                lines.append(reader.name + reader.text)
                if event == .start { lines += reader.attributePairs.map(\.value) }
            }
        } catch {
            lines.append("\(error)")
        }
        return lines.joined(separator: "\n")
    }

    @Test func nothingOfAnotherFileIsInADocument() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("isthmus-outside-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("outside.dtd")
        try Self.declarations.write(to: file, atomically: true, encoding: .utf8)
        for address in [file.path, "file://" + file.path] {
            for document in Self.documents(address) {
                for resolvesHTML in [false, true] {
                    var bytes: [UInt8]? = Array(document.utf8)
                    let reader = MarkupReader(
                        source: folder.appendingPathComponent("document.xml").path,
                        isUTF8: true,
                        resolvesHTMLEntities: resolvesHTML
                    ) {
                        defer { bytes = nil }
                        return bytes
                    }
                    #expect(!everything(reader).contains("SECRET"), "\(document)")
                }
            }
        }
    }
}
