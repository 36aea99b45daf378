internal import Tensors

/// What is gathered for one value during the backward pass.
///
/// Rows that were taken from a large table are only collected, and summed once at the end: no
/// buffer of the table's size is ever filled with zeros for them.
enum Cotangent {
    case dense(Tensor)
    case rows([TakenRows], rowCount: Int)

    /// Adds this to what was gathered before.
    func add(to sum: inout Cotangent?, on backend: any Backend) {
        if case .rows(let before, let rowCount) = sum, case .rows(let parts, _) = self {
            sum = .rows(before + parts, rowCount: rowCount)
            return
        }
        guard var total = sum.take()?.dense(on: backend) else {
            sum = self
            return
        }
        backend.accumulate(dense(on: backend), scale: 1, into: &total)
        sum = .dense(total)
    }

    /// The cotangent of every element.
    func dense(on backend: any Backend) -> Tensor {
        gradient(on: backend).dense
    }

    /// The cotangent with each row once.
    func gradient(on backend: any Backend) -> Gradient {
        switch self {
        case .dense(let tensor): .dense(tensor)
        case .rows(let parts, let rowCount):
            .rows(backend.rowGradient(parts, rowCount: rowCount))
        }
    }
}
