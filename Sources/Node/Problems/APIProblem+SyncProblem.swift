import HTTPServer
import HTTPWire
import SyncProtocol

extension APIProblem {
    /// A problem of the protocol between nodes, with all that its document says.
    init(_ problem: SyncProblem) {
        let isOurs = problem.type.hasPrefix(Self.prefix)
        let name = isOurs ? String(problem.type.dropFirst(Self.prefix.count)) : problem.type
        self.init(name, status: problem.status, title: problem.title, detail: problem.detail ?? problem.title)
        members["cure"] = problem.cure
        if let errors = problem.errors { members["errors"] = errors }
        if let wanted = problem.wanted { members["wanted"] = wanted }
        if let generation = problem.generation { members["generation"] = generation }
        if let epoch = problem.epoch { members["epoch"] = epoch }
        if let time = problem.time { members["time"] = time }
        if [429, 503].contains(problem.status) { headers["retry-after"] = "1" }
    }
}
