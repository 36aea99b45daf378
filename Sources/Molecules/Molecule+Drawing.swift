internal import CRDKit

extension Molecule {
    /// Draws the molecule as a standalone SVG document on a white ground.
    ///
    /// Labels are outlines, so that the picture looks the same whatever fonts are installed.
    ///
    /// - Parameters:
    ///   - width: The width in pixels, at least 1.
    ///   - height: The height in pixels, at least 1.
    /// - Returns: UTF-8 XML.
    public func svg(width: Int = 300, height: Int = 250) -> String {
        svgDocument(
            width: width,
            height: height,
            content: svgTitle(canonicalSMILES) + svgElements(width: width, height: height)
        )
    }

    /// The elements of a drawing, to be placed in an SVG document.
    func svgElements(width: Int, height: Int) -> String {
        precondition(width > 0 && height > 0, "svg: a drawing of \(width) x \(height) pixels")
        let drawing = takeString(crdkit_svg(handle.pointer, Int32(width), Int32(height))) ?? ""
        guard let start = drawing.firstRange(of: "<svg")?.upperBound,
            let open = drawing[start...].firstIndex(of: ">"),
            let close = drawing.ranges(of: "</svg>").last?.lowerBound
        else { return "" }
        return String(drawing[drawing.index(after: open)..<close])
    }
}
