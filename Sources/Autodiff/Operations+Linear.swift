internal import Tensors

/// The affine map of each row, with the weight as PyTorch stores it.
///
///     y = x w^T + b        dx = dy w, dw = dy^T x, db = sum of dy over rows
///
/// - Parameters:
///   - x: Rows, `[R, I]`.
///   - weight: `[O, I]`.
///   - bias: `[O]`, or nil for none.
/// - Returns: `[R, O]`.
public func affine(_ x: Variable, weight: Variable, bias: Variable? = nil) -> Variable {
    let backend = x.tape.backend
    let (rows, w, b, wantsRows) = (x.value, weight.value, bias?.value, x.isDifferentiated)
    let y = backend.affine(rows, weight: w, bias: b)
    return x.tape.record(y, from: [x, weight] + (bias.map { [$0] } ?? [])) { dy in
        [
            wantsRows
                ? backend.product(dy, w, transposingLeft: false, transposingRight: false) : nil,
            backend.product(dy, rows, transposingLeft: true, transposingRight: false),
            b.map { _ in backend.columnSums(dy) },
        ]
    }
}

extension Variable {
    /// Whether a derivative by this variable is wanted.
    var isDifferentiated: Bool { slot != nil }

    /// The sum of each row, `[R, W]` to `[R]`.
    ///
    ///     y_r = sum_c x_rc        dx_rc = dy_r
    public func rowSums() -> Variable {
        let (rows, width) = (value.rowCount, value.rowWidth)
        let backend = tape.backend
        let ones = Tensor(repeating: 1, shape: [width, 1], on: backend)
        let sums = backend.product(
            value.reshaped(to: [rows, width]),
            ones,
            transposingLeft: false,
            transposingRight: false
        )
        return tape.record(sums.reshaped(to: [rows]), from: [self]) { [shape] dy in
            let spread = backend.product(
                dy.reshaped(to: [rows, 1]),
                ones,
                transposingLeft: false,
                transposingRight: true
            )
            return [spread.reshaped(to: shape)]
        }
    }

    /// The mean of all elements.
    ///
    ///     y = (sum x) / n        dx = dy / n
    public func mean() -> Variable {
        let backend = tape.backend
        let average = Float(backend.sum(value) / Double(value.count))
        let (shape, count) = (shape, Float(value.count))
        return tape.record(Tensor([average], shape: [], on: backend), from: [self]) { dy in
            [Tensor(repeating: dy.scalar / count, shape: shape, on: backend)]
        }
    }

    /// Some columns of a matrix; the derivative by the others is zero.
    public func columns(_ range: Range<Int>) -> Variable {
        let backend = tape.backend
        let (rows, width) = (shape[0], shape[1])
        return tape.record(backend.columns(value, range), from: [self]) { dy in
            let parts = [
                Tensor(zeros: [rows, range.lowerBound], on: backend), dy,
                Tensor(zeros: [rows, width - range.upperBound], on: backend),
            ]
            return [backend.concatenatedColumns(parts)]
        }
    }
}

/// Matrices side by side; each gets its own columns of the derivative.
public func concatenatedColumns(_ parts: [Variable]) -> Variable {
    precondition(!parts.isEmpty, "nothing to concatenate")
    let backend = parts[0].tape.backend
    let joined = backend.concatenatedColumns(parts.map(\.value))
    let widths = parts.map { $0.shape[1] }
    return parts[0].tape.record(joined, from: parts) { dy in
        var first = 0
        return widths.map { width in
            defer { first += width }
            return backend.columns(dy, first..<first + width)
        }
    }
}
