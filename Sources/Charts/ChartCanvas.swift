/// An SVG document in the making: elements with escaped texts and attributes.
struct ChartCanvas {
    private var elements: [String] = []

    /// The document, of the given size in pixels, readable by people and by screen readers.
    func document(title: String, width: Double, height: Double) -> String {
        let size = "\(ChartNumber.coordinate(width)) \(ChartNumber.coordinate(height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="isthmus-chart" viewBox="0 0 \(size)" \
            width="\(ChartNumber.coordinate(width))" role="img">
            <title>\(Self.escaped(title))</title>
            <style>\(Self.style)</style>
            \(elements.joined(separator: "\n"))
            </svg>

            """
    }

    /// Adds an element without content.
    mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        elements.append("<\(name)\(Self.text(of: attributes))/>")
    }

    /// Adds a text whose baseline is at the given place.
    mutating func add(
        text: String,
        x: Double,
        y: Double,
        class name: String,
        anchor: String = "start"
    ) {
        let attributes: KeyValuePairs = [
            "x": ChartNumber.coordinate(x), "y": ChartNumber.coordinate(y), "class": name,
            "text-anchor": anchor,
        ]
        elements.append("<text\(Self.text(of: attributes))>\(Self.escaped(text))</text>")
    }

    /// A path through the places, interrupted where there is none.
    static func path(_ places: [(x: Double, y: Double)?]) -> String {
        var isDrawing = false
        return places.compactMap { place in
            defer { isDrawing = place != nil }
            return place.map {
                (isDrawing ? "L" : "M") + ChartNumber.coordinate($0.x) + " "
                    + ChartNumber.coordinate($0.y)
            }
        }.joined()
    }

    private static func text(of attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// The text with markup escaped, and without the control characters that XML has no place for.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Colours for light and dark pages; the background is the page's.
    private static let style = """
        .isthmus-chart text{font:12px system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,\
        sans-serif;fill:#5b6470}
        .isthmus-chart .title{font-size:15px;font-weight:600;fill:#1f252c}
        .isthmus-chart .key{fill:#39414a}
        .isthmus-chart .grid{stroke:#8c96a0;stroke-opacity:.25;stroke-width:1}
        .isthmus-chart .axis{stroke:#8c96a0;stroke-width:1}
        @media (prefers-color-scheme:dark){
        .isthmus-chart text{fill:#a3adb8}
        .isthmus-chart .title{fill:#eef1f4}
        .isthmus-chart .key{fill:#cdd4db}}
        """
}

/// The colours of series, told apart by people of every colour vision and on light and dark pages
/// alike: after Okabe and Ito, "Color Universal Design", 2008.
enum ChartPalette {
    /// The colour of the series at `index`; they repeat after seven.
    static func color(_ index: Int) -> String {
        colors[index % colors.count]
    }

    private static let colors = [
        "#0a7abf", "#e0691a", "#12a07a", "#c56a9f", "#d99a00", "#4fa8dc", "#858d96",
    ]
}
