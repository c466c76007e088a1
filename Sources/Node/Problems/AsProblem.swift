import Database
import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore

extension Error {
    /// The error as its problem document where it has one; else itself, which becomes a 500 that is logged.
    var asProblem: any Error {
        switch self {
        case let refusal as Refusal: APIProblem(refusal)
        case let conflict as RevisionConflict: APIProblem(conflict)
        case let nothing as NothingToDecide:
            APIProblem(.unknownItem, nothing.description, cure: "重新读取列表；它可能已经处理")
        case let error as JSONSyntaxError: APIProblem(error)
        case let error as DatabaseError: APIProblem(error)
        case let refusal as DiskRefusal: APIProblem(refusal)
        case let refusal as AccountRefusal: APIProblem(refusal)
        default: protocolProblem ?? self
        }
    }
}

extension APIProblem {
    /// The ticket has changed since the caller looked.
    init(_ conflict: RevisionConflict) {
        let current = "\(conflict.current.generation).\(conflict.current.revision)"
        self.init(
            .revisionConflict, "工单现为版本 \(current)，与 If-Match 不符", cure: "重新读取工单后再办理")
        headers["etag"] = "\"\(current)\""
    }
}
