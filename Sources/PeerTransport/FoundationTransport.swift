#if FoundationTransport
internal import Foundation
internal import FoundationNetworking
internal import HTTPWire

/// Peers over Foundation's `URLSession`, for the day when the toolchain's own is sound: on Linux it aborts the process
/// when a peer dies inside a response head. Built only with the package trait of the same name.
package final class FoundationTransport: PeerTransport {
    private let session: URLSession

    package init() {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        session = URLSession(configuration: configuration)
    }

    deinit { session.invalidateAndCancel() }

    /// See ``PeerTransport/send(_:)``; the time limit is URLSession's own, on silence.
    package func send(_ request: PeerRequest) async throws(TransportError) -> PeerResponse {
        guard request.source == nil else {
            throw TransportError(.other("URLSession sends no body piece by piece"), mayHaveBeenReceived: false)
        }
        guard let url = URL(string: request.origin.description + request.target) else {
            throw TransportError(.other("\(request.target) is no URL"), mayHaveBeenReceived: false)
        }
        var outgoing = URLRequest(url: url, timeoutInterval: request.totalTime / .seconds(1))
        outgoing.httpMethod = request.method.rawValue
        for (name, value) in request.headers { outgoing.addValue(value, forHTTPHeaderField: name) }
        if !request.body.isEmpty { outgoing.httpBody = Data(request.body) }
        do {
            let (data, response) = try await session.data(for: outgoing)
            guard let answer = response as? HTTPURLResponse else {
                throw TransportError(.other("URLSession gave no HTTP answer"), mayHaveBeenReceived: true)
            }
            return PeerResponse(status: answer.statusCode, headers: Self.headers(of: answer), body: Array(data))
        } catch {
            throw Self.translate(error)
        }
    }

    /// URLSession on Linux has no streamed answers: the body comes whole, as one piece.
    package func stream(_ request: PeerRequest) async throws(TransportError) -> PeerStream {
        let response = try await send(request)
        let body = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield(response.body)
            continuation.finish()
        }
        return PeerStream(status: response.status, headers: response.headers, body: body)
    }

    private static func headers(of response: HTTPURLResponse) -> Headers {
        let pairs = response.allHeaderFields.compactMap { name, value in
            (name as? String).map { (name: $0, value: "\(value)") }
        }
        var headers = Headers()
        for pair in pairs.sorted(by: { $0.name < $1.name }) { headers.append(pair.name, pair.value) }
        return headers
    }

    private static func translate(_ error: any Error) -> TransportError {
        if let error = error as? TransportError { return error }
        guard let error = error as? URLError else {
            return TransportError(.other(String(describing: error)), mayHaveBeenReceived: true)
        }
        switch error.code {
        case .timedOut: return TransportError(.timedOut(.waiting), mayHaveBeenReceived: true)
        case .cannotConnectToHost: return TransportError(.refused, mayHaveBeenReceived: false)
        case .cannotFindHost:
            return TransportError(.unknownHost(error.localizedDescription), mayHaveBeenReceived: false)
        case .cancelled: return TransportError(.cancelled, mayHaveBeenReceived: true)
        case .networkConnectionLost: return TransportError(.closedBeforeResponse, mayHaveBeenReceived: true)
        default: return TransportError(.other(error.localizedDescription), mayHaveBeenReceived: true)
        }
    }
}
#endif
