import SyncProtocol

extension Error {
    /// A problem of the protocol between nodes as a document of the API; nil for other errors.
    var protocolProblem: APIProblem? { (self as? SyncProblem).map { APIProblem($0) } }
}
