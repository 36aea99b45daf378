/// A page of HTML that needs nothing but itself.
struct ReportPage {
    /// A part of the page.
    struct Section {
        let title: String
        /// HTML.
        let body: String
    }

    let title: String
    let sections: [Section]

    var html: String {
        let parts = sections.map {
            "<section>\n<h2>\(Self.escaped($0.title))</h2>\n\($0.body)\n</section>"
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(Self.escaped(title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <h1>\(Self.escaped(title))</h1>
            \(parts.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }

    static func table(_ rows: [(String, String)]) -> String {
        let lines = rows.map { "<tr><th>\(escaped($0.0))</th><td>\(escaped($0.1))</td></tr>" }
        return "<table>\n\(lines.joined(separator: "\n"))\n</table>\n"
    }

    /// A table from lines of values between tabs; the first line has the headings.
    static func grid(_ text: String) -> String {
        let rows = text.split(separator: "\n").enumerated().map { index, line in
            let tag = index == 0 ? "th" : "td"
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return "<tr>" + cells.map { "<\(tag)>\(escaped(String($0)))</\(tag)>" }.joined()
                + "</tr>"
        }
        return "<table>\n\(rows.joined(separator: "\n"))\n</table>\n"
    }

    static func figures(_ svgs: [String]) -> String {
        let figures = svgs.map { "<figure>\(inlined(svg: $0))</figure>" }
        return "<div class=\"figures\">\n\(figures.joined(separator: "\n"))\n</div>"
    }

    /// A picture without its XML declaration, which has no place inside HTML.
    static func inlined(svg: String) -> String {
        guard svg.hasPrefix("<?xml"), let end = svg.firstRange(of: "?>") else { return svg }
        return String(svg[end.upperBound...])
    }

    private static let style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto;
               padding: 0 1rem; color: #222; background: #fff; }
        h1 { font-weight: 600; } h2 { font-size: 1.1rem; margin-top: 2.5rem; }
        table { border-collapse: collapse; margin: 1rem 0; }
        th { text-align: left; font-weight: 500; padding: .2rem 1.5rem .2rem 0; color: #666;
             vertical-align: top; white-space: nowrap; }
        td { padding: .2rem 1.5rem .2rem 0; vertical-align: top; }
        pre { background: #f6f6f4; padding: 1rem; overflow-x: auto; border-radius: 4px; }
        .figures { display: flex; flex-wrap: wrap; gap: 1rem; }
        figure { margin: 0; flex: 1 1 28rem; max-width: 36rem; } svg { max-width: 100%; height: auto; }
        """
}
