import HTTPWire
import NodeCore
import PeerTransport
import Storage
import SyncProtocol

extension PeerLink.Progress {
    /// How a stream stands before its next step.
    init(before step: StreamSender.Step, failures: Int, lastError: String?) {
        self.init(phase: .flowing, failures: failures, lastError: lastError)
        switch step {
        case .sayHello: phase = .greeting
        case .wait(let until):
            phase = .waiting
            nextTryAt = until
        case .suspended(let problem):
            phase = .suspended
            self.lastError = problem.detail ?? problem.title
        case .send, .rest: break
        }
    }
}

extension Greeted {
    /// Where a stream goes on; nil where the hello opened nothing.
    func first(of stream: StreamName) -> (generation: Int64, epoch: String, position: Int64)? {
        guard case .open(let generation, let epoch, let first) = self else { return nil }
        return first[stream].map { (generation, epoch, $0) }
    }
}

extension TransportError {
    /// The peer is there and gave no answer in time, or none that is HTTP: the request may have been applied.
    var isTimeout: Bool {
        switch cause {
        case .timedOut(.waiting), .timedOut(.receiving), .malformedResponse, .responseTooLarge: true
        default: false
        }
    }
}

extension SyncProblem {
    /// The problem document of an answer; one made from its status where it has none.
    init(answered response: PeerResponse) {
        if let problem = try? CanonicalJSON.decode(SyncProblem.self, from: response.body) {
            self = problem
        } else {
            self.init(.internalFailure, detail: "the peer answered \(response.status) without a problem document")
            status = response.status
        }
    }
}
