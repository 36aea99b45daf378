/// Molecules drawn in rows and columns, as one SVG document.
///
/// ```swift
/// let grid = MoleculeGrid(
///     cells: molecules.map { .init($0, legend: ["logP \($0.logP)"]) },
///     columns: 5,
///     title: "Sampled from the prior"
/// )
/// let document = grid.svg()
/// ```
public struct MoleculeGrid: Sendable {
    /// One drawing and the lines of text below it.
    public struct Cell: Sendable {
        /// What is drawn.
        public var molecule: Molecule

        /// Lines of text below the drawing; a line too wide for the cell ends in an ellipsis.
        public var legend: [String]

        /// Makes a cell.
        ///
        /// - Parameters:
        ///   - molecule: What to draw.
        ///   - legend: Lines of text below the drawing.
        public init(_ molecule: Molecule, legend: [String] = []) {
            self.molecule = molecule
            self.legend = legend
        }
    }

    /// The drawings, row by row.
    public var cells: [Cell]

    /// The number of drawings in a row.
    public var columns: Int

    /// The width of a drawing in pixels.
    public var cellWidth: Int

    /// The height of a drawing in pixels, without its legend.
    public var cellHeight: Int

    /// A heading above the drawings.
    public var title: String?

    /// Makes a grid.
    ///
    /// - Parameters:
    ///   - cells: The drawings, row by row.
    ///   - columns: The number of drawings in a row, at least 1; fewer are used for fewer drawings.
    ///   - cellWidth: The width of a drawing in pixels, at least 1.
    ///   - cellHeight: The height of a drawing in pixels, at least 1, without its legend.
    ///   - title: A heading above the drawings.
    public init(
        cells: [Cell],
        columns: Int = 4,
        cellWidth: Int = 250,
        cellHeight: Int = 200,
        title: String? = nil
    ) {
        precondition(columns > 0, "MoleculeGrid: \(columns) columns")
        precondition(
            cellWidth > 0 && cellHeight > 0,
            "MoleculeGrid: cells of \(cellWidth) x \(cellHeight) pixels"
        )
        self.cells = cells
        self.columns = columns
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
        self.title = title
    }
}

extension MoleculeGrid {
    /// Draws the grid as a standalone SVG document.
    ///
    /// Each drawing is an `svg` element of its own inside the document, with the canonical SMILES
    /// as its title, which browsers show when the pointer rests on it. An empty grid is a document
    /// with its heading alone.
    ///
    /// - Returns: UTF-8 XML.
    public func svg() -> String {
        let layout = Layout(of: self)
        var content = title.map { heading($0, layout: layout) } ?? ""
        for (index, cell) in cells.enumerated() {
            content += element(for: cell, at: index, layout: layout)
        }
        return svgDocument(width: layout.width, height: layout.height, content: content)
    }

    /// The measures of a grid in pixels.
    private struct Layout {
        static let margin = 12
        static let headingSize = 18
        static let legendSize = 12
        static let legendLineHeight = 16

        let columns: Int
        let top: Int
        let rowHeight: Int
        let width: Int
        let height: Int

        init(of grid: MoleculeGrid) {
            columns = max(1, min(grid.columns, grid.cells.count))
            let rows = (grid.cells.count + columns - 1) / columns
            let legendLines = grid.cells.map(\.legend.count).max() ?? 0
            rowHeight = grid.cellHeight + legendLines * Layout.legendLineHeight + Layout.margin
            top = grid.title == nil ? Layout.margin : Layout.margin * 2 + Layout.headingSize
            width = columns * (grid.cellWidth + Layout.margin) + Layout.margin
            height = top + rows * rowHeight
        }
    }

    private func heading(_ title: String, layout: Layout) -> String {
        let text = fitted(
            title,
            width: layout.width - 2 * Layout.margin,
            size: Layout.headingSize
        )
        return svgTitle(title)
            + svgText(
                text,
                x: layout.width / 2,
                y: Layout.margin + Layout.headingSize - 2,
                size: Layout.headingSize,
                weight: "bold"
            )
    }

    private func element(for cell: Cell, at index: Int, layout: Layout) -> String {
        let x = Layout.margin + index % layout.columns * (cellWidth + Layout.margin)
        let y = layout.top + index / layout.columns * layout.rowHeight
        let drawing = """
            <svg x="\(x)" y="\(y)" width="\(cellWidth)" height="\(cellHeight)" \
            viewBox="0 0 \(cellWidth) \(cellHeight)">
            \(svgTitle(cell.molecule.canonicalSMILES))\
            \(cell.molecule.svgElements(width: cellWidth, height: cellHeight))</svg>

            """
        return drawing + legend(of: cell, centeredOn: x + cellWidth / 2, below: y + cellHeight)
    }

    private func legend(of cell: Cell, centeredOn x: Int, below y: Int) -> String {
        cell.legend.enumerated().map { line, text in
            svgText(
                fitted(text, width: cellWidth, size: Layout.legendSize),
                x: x,
                y: y + line * Layout.legendLineHeight + Layout.legendSize,
                size: Layout.legendSize
            )
        }.joined()
    }
}
