package import Crypto
package import HTTPWire

/// Why there is no answer.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// How far an exchange had come.
    package enum Phase: String, Sendable, Equatable {
        case resolving
        case connecting
        /// The TLS handshake.
        case securing
        case sending
        /// The request has been sent, the answer's head is awaited.
        case waiting
        /// Within the answer.
        case receiving
    }

    /// What went wrong.
    package enum Cause: Sendable, Equatable {
        /// The peer's name has no address.
        case unknownHost(String)
        /// Nobody listens there.
        case refused
        /// No connection for another reason, in the system's words.
        case cannotConnect(String)
        case timedOut(Phase)
        /// TLS has not come about, or has been cut.
        case tls(TLSError)
        /// The peer closed, or reset, before the head of an answer was whole.
        case closedBeforeResponse
        /// The peer closed, or reset, within the body of its answer.
        case closedWithinResponse
        /// The answer breaks HTTP's rules.
        case malformedResponse(WireError)
        /// The answer's head or body is beyond our limits.
        case responseTooLarge(WireError)
        case cancelled
        /// The transport has been shut down.
        case shutDown
        /// What a transport other than ours reports, in its words.
        case other(String)
    }

    /// For transports, and for tests that stand in for one.
    package let cause: Cause
    /// Whether the peer may have got the request and acted on it. If false, it certainly has not.
    package let mayHaveBeenReceived: Bool

    package init(_ cause: Cause, mayHaveBeenReceived: Bool) {
        self.cause = cause
        self.mayHaveBeenReceived = mayHaveBeenReceived
    }

    package var description: String {
        switch cause {
        case .unknownHost(let reason): "the peer's name has no address: \(reason)"
        case .refused: "nobody listens at the peer's address"
        case .cannotConnect(let reason): "no connection to the peer: \(reason)"
        case .tls(let error): error.description
        case .timedOut(let phase): "time ran out while \(phase.rawValue)"
        case .closedBeforeResponse: "the peer closed the connection before it answered"
        case .closedWithinResponse: "the peer closed the connection within its answer"
        case .malformedResponse(let error): "the peer's answer is no HTTP: \(error.detail)"
        case .responseTooLarge(let error): "the peer's answer is too large: \(error.title)"
        case .cancelled: "cancelled"
        case .shutDown: "the transport has been shut down"
        case .other(let reason): reason
        }
    }
}

extension WireError {
    /// What this fault of an answer is to the one who asked.
    var transportCause: TransportError.Cause {
        switch self {
        case .bodyTooLarge, .headerTooLarge, .tooManyFields, .startLineTooLong, .chunkExtensionTooLarge:
            .responseTooLarge(self)
        default:
            .malformedResponse(self)
        }
    }
}
