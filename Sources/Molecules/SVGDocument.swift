/// A standalone document with a white ground.
func svgDocument(width: Int, height: Int, content: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" version="1.1" \
    width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
    <rect width="100%" height="100%" fill="#ffffff"/>
    \(content)</svg>

    """
}

/// A title, which browsers show when the pointer rests on the picture.
func svgTitle(_ text: String) -> String {
    "<title>\(escapedForXML(text))</title>\n"
}

/// One line of centred text whose base line is at `y`.
func svgText(_ text: String, x: Int, y: Int, size: Int, weight: String = "normal") -> String {
    """
    <text x="\(x)" y="\(y)" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" \
    font-size="\(size)" font-weight="\(weight)" text-anchor="middle" fill="#222222">\
    \(escapedForXML(text))</text>

    """
}

/// Escapes what XML gives a meaning to, and replaces characters that XML 1.0 cannot hold.
func escapedForXML(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        case "\t", "\n", "\r": escaped += " "
        case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}

/// Shortens a text that is wider than `width` pixels, at five eighths of `size` a character.
func fitted(_ text: String, width: Int, size: Int) -> String {
    let limit = max(1, width * 8 / (size * 5))
    return text.count <= limit ? text : text.prefix(limit - 1) + "\u{2026}"
}
