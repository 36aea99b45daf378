internal import Tensors

/// The affine map of each row, with the weight as PyTorch stores it.
///
///     y = x w^T + b        dx = dy w, dw = dy^T x, db = sum of dy over rows
///
/// - Parameters:
///   - x: Rows, `[R, I]`.
///   - weight: `[O, I]`.
///   - bias: `[O]`, or nil for none.
public func affine(_ x: Variable, weight: Variable, bias: Variable? = nil) -> Variable {
    let backend = x.tape.backend
    let y = backend.affine(x.value, weight: weight.value, bias: bias?.value)
    return x.tape.record(y, from: [x, weight] + (bias.map { [$0] } ?? [])) { dy in
        [
            x.isDifferentiated
                ? backend.product(
                    dy, weight.value, transposingLeft: false, transposingRight: false) : nil,
            backend.product(dy, x.value, transposingLeft: true, transposingRight: false),
            bias.map { _ in backend.columnSums(dy) },
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
            value.reshaped(to: [rows, width]), ones, transposingLeft: false,
            transposingRight: false)
        return tape.record(sums.reshaped(to: [rows]), from: [self]) { dy in
            let spread = backend.product(
                dy.reshaped(to: [rows, 1]), ones, transposingLeft: false, transposingRight: true)
            return [spread.reshaped(to: self.shape)]
        }
    }

    /// The mean of all elements.
    ///
    ///     y = (sum x) / n        dx = dy / n
    public func mean() -> Variable {
        let backend = tape.backend
        let average = Float(backend.sum(value) / Double(value.count))
        return tape.record(Tensor([average], shape: [], on: backend), from: [self]) { dy in
            let share = dy.scalar / Float(self.value.count)
            return [Tensor(repeating: share, shape: self.shape, on: backend)]
        }
    }

    /// Some columns of a matrix; the derivative by the others is zero.
    public func columns(_ range: Range<Int>) -> Variable {
        let backend = tape.backend
        return tape.record(backend.columns(value, range), from: [self]) { dy in
            let rows = self.shape[0]
            let parts = [
                Tensor(zeros: [rows, range.lowerBound], on: backend), dy,
                Tensor(zeros: [rows, self.shape[1] - range.upperBound], on: backend),
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
    return parts[0].tape.record(joined, from: parts) { dy in
        var first = 0
        return parts.map { part in
            defer { first += part.shape[1] }
            return backend.columns(dy, first..<first + part.shape[1])
        }
    }
}
