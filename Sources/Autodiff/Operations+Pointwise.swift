internal import Tensors

extension Variable {
    /// The sum of each pair of elements.
    ///
    ///     y = a + b        da = dy, db = dy
    public static func + (a: Variable, b: Variable) -> Variable {
        a.tape.record(a.binary(.add, b), from: [a, b]) { dy in [dy, dy] }
    }

    /// The difference of each pair of elements.
    ///
    ///     y = a - b        da = dy, db = -dy
    public static func - (a: Variable, b: Variable) -> Variable {
        a.tape.record(a.binary(.subtract, b), from: [a, b]) { dy in
            [dy, dy.backend.scaled(dy, by: -1, offset: 0)]
        }
    }

    /// The product of each pair of elements.
    ///
    ///     y = a b          da = b dy, db = a dy
    public static func * (a: Variable, b: Variable) -> Variable {
        a.tape.record(a.binary(.multiply, b), from: [a, b]) { [a = a.value, b = b.value] dy in
            [dy.backend.binary(.multiply, b, dy), dy.backend.binary(.multiply, a, dy)]
        }
    }

    /// Each element scaled.
    ///
    ///     y = s x          dx = s dy
    public static func * (s: Float, x: Variable) -> Variable {
        x.scaled(by: s)
    }

    /// Each element scaled and moved.
    ///
    ///     y = s x + c      dx = s dy
    public func scaled(by scale: Float, offset: Float = 0) -> Variable {
        tape.record(value.backend.scaled(value, by: scale, offset: offset), from: [self]) { dy in
            [dy.backend.scaled(dy, by: scale, offset: 0)]
        }
    }

    private func binary(_ operation: BinaryOperation, _ other: Variable) -> Tensor {
        value.backend.binary(operation, value, other.value)
    }
}

/// The exponential of each element.
///
///     y = e^x            dx = y dy
public func exp(_ x: Variable) -> Variable {
    let y = x.value.backend.unary(.exp, x.value)
    return x.tape.record(y, from: [x]) { dy in [dy.backend.binary(.multiply, y, dy)] }
}

/// The hyperbolic tangent of each element.
///
///     y = tanh(x)        dx = (1 - y y) dy
public func tanh(_ x: Variable) -> Variable {
    let y = x.value.backend.unary(.tanh, x.value)
    return x.tape.record(y, from: [x]) { dy in
        let square = dy.backend.binary(.multiply, y, y)
        return [dy.backend.binary(.multiply, dy.backend.scaled(square, by: -1, offset: 1), dy)]
    }
}

/// The logistic function of each element.
///
///     y = 1 / (1 + e^-x)        dx = y (1 - y) dy
public func sigmoid(_ x: Variable) -> Variable {
    let y = x.value.backend.unary(.sigmoid, x.value)
    return x.tape.record(y, from: [x]) { dy in
        let slope = dy.backend.binary(.multiply, y, dy.backend.scaled(y, by: -1, offset: 1))
        return [dy.backend.binary(.multiply, slope, dy)]
    }
}
