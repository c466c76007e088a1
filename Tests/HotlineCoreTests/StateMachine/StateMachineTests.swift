import Foundation
import HotlineCore
import Testing

@Suite struct StateMachineTests {
    /// The page in the documentation is the one that the tables give.
    @Test func thePageIsOfToday() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let file = root.appending(path: "Sources/HotlineCore/HotlineCore.docc/State-machine.md")
        if ProcessInfo.processInfo.environment["HOTLINE_WRITE_DOCS"] == "1" {
            try Data(StateMachineText.page.utf8).write(to: file)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(
            written == StateMachineText.page,
            "State-machine.md is old: HOTLINE_WRITE_DOCS=1 swift test --filter StateMachineTests writes it anew")
    }

    /// A row refuses wherever the page says so.
    @Test func everyCellIsWhatTheRowDoes() {
        for rule in AssignmentRule.table {
            for state in AssignmentState.allCases {
                #expect((rule.refusal(in: state, onOrder: false) == nil) == rule.allowed.contains(state))
                #expect(rule.allowed.contains(state) || rule.targets(from: state).isEmpty)
            }
        }
    }
}
