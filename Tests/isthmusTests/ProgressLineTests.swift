import Testing

import isthmus

@Suite struct ProgressLineTests {
    @Test func theTextHasPercentFieldsAndTheTimeLeft() {
        let text = ProgressLine.text(
            fraction: 0.456,
            fields: [("epoch", "3/6"), ("loss", "31.20")],
            secondsLeft: 130
        )
        #expect(text == " 45%  epoch 3/6  loss 31.20  2:10 left")
    }

    @Test func theBarIsAsLongAsTheFractionAndFitsTheTerminal() {
        #expect(ProgressLine.bar(0, "x", width: 80) == "[--------------------] x")
        #expect(ProgressLine.bar(0.5, "x", width: 80) == "[##########----------] x")
        #expect(ProgressLine.bar(1, "x", width: 80) == "[####################] x")
        #expect(ProgressLine.bar(2, "x", width: 10) == "[########")
        #expect(ProgressLine.bar(.nan, "x", width: 80) == "[--------------------] x")
    }

    @Test(arguments: [(0.4, "0 s"), (59.6, "1:00"), (187, "3:07"), (3765, "1:02:45"), (.nan, "?")])
    func durationsReadAsPeopleSayThem(_ seconds: Double, _ text: String) {
        #expect(duration(seconds) == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
    func thousandsAreGrouped(_ number: Int, _ text: String) {
        #expect(grouped(number) == text)
    }
}
