import HotlineCore
import SyncProtocol

extension Problem {
    /// What the core refuses, as it is told to another node.
    package init(_ refusal: CommandRefusal) {
        self.init(.invalidData, detail: refusal.message)
        type = refusal.urn
        title = "The message cannot be carried out"
        cure = refusal.cure
        guard !refusal.missing.isEmpty else { return }
        errors = refusal.missing.map { Defect(pointer: "/\($0)", detail: "is required") }
    }
}
