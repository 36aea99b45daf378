internal import Autodiff
internal import Tensors
internal import Tokenization

extension TokenBatch {
    /// The tokens and the end of each sequence, as rows: what the encoder reads and the decoder
    /// has to predict.
    func rowsWithEnd(in layout: SequenceLayout) -> [TokenID] {
        layout.rows { sequence, step in
            let tokens = self[sequence]
            return step < tokens.count ? tokens[tokens.startIndex + step] : Vocabulary.endOfSequence
        }
    }

    /// The beginning and the tokens of each sequence, as rows: what the decoder is given.
    func rowsWithBeginning(in layout: SequenceLayout) -> [TokenID] {
        layout.rows { sequence, step in
            let tokens = self[sequence]
            return step == 0 ? Vocabulary.beginningOfSequence : tokens[tokens.startIndex + step - 1]
        }
    }
}

extension SequenceLayout {
    /// Whether the batch came sorted by length.
    private var isBatchOrder: Bool { order == Array(order.indices) }

    /// The lengths of the sequences in the order of the batch.
    var lengthsInBatchOrder: [Int] { places.map { lengths[$0] } }

    /// Rows in the layout's order, put into the order of the batch.
    func inBatchOrder(_ x: Variable) -> Variable {
        isBatchOrder ? x : gatherRows(x, places.map(Int32.init))
    }

    /// Rows in the order of the batch, put into the layout's order.
    func inSortedOrder(_ x: Variable) -> Variable {
        isBatchOrder ? x : gatherRows(x, order.map(Int32.init))
    }
}
