import Crypto
import Foundation
import HTTPWire
import PeerTransport
import Platform

/// Files of any size to and from a node: never whole in memory.
struct FileTransfer: Sendable {
    private let origin: PeerOrigin
    private let token: String?
    private let options: ClientOptions

    init(_ options: ClientOptions) {
        origin = options.node.origin
        token = options.token
        self.options = options
    }

    /// Posts a file as the body of a request; the JSON that the node answers.
    /// - Throws: `Failure`: `.failed` where the file cannot be read; as ``NodeClient/value(_:)``.
    func upload(_ path: String, to request: APIRequest) async throws -> JSONValue {
        let source = try await source(path)
        var message = PeerRequest(
            .post, origin, request.target, headers: headers(accept: "application/json, application/problem+json"),
            source: source, totalTime: .seconds(600))
        message.headers["Content-Type"] = "application/octet-stream"
        let answer: PeerResponse
        do throws(TransportError) {
            answer = try await options.transport().send(message)
        } catch {
            throw Failure.noAnswer(error, from: origin)
        }
        return try value(answer.status, answer.body)
    }

    private func source(_ path: String) async throws -> BodySource {
        do {
            return try await onBlockingThread("open") {
                let file = try DataFile(reading: path)
                return BodySource(size: try file.size()) { try file.read(at: $0, count: $1) }
            }
        } catch {
            throw Failure(
                .failed, "the file \(path) cannot be read: \(error)", cure: "check its path and permissions")
        }
    }

    private func headers(accept: String) -> Headers {
        var headers: Headers = ["Accept": accept]
        if let token { headers["Authorization"] = "Bearer \(token)" }
        return headers
    }

    /// What the node answered, or why it refused.
    private func value(_ status: Int, _ body: [UInt8]) throws -> JSONValue {
        try NodeClient.value(of: APIAnswer(status: status, body: Data(body)), from: origin.description)
    }

    /// Reads a content in pieces.
    /// - Parameter keep: takes each piece with its place.
    /// - Returns: the digest of the whole, as the API names contents.
    /// - Throws: `Failure` with the node's reason where it refuses; whatever `keep` throws.
    func download(
        _ request: APIRequest, keep: @Sendable ([UInt8], _ offset: Int) async throws -> Void
    ) async throws -> String {
        let transport = try options.transport()
        defer { transport.shutDown() }
        let stream: PeerStream
        do throws(TransportError) {
            stream = try await transport.stream(PeerRequest(
                .get, origin, request.target, headers: headers(accept: "*/*")))
        } catch {
            throw Failure.noAnswer(error, from: origin)
        }
        guard stream.status == 200 else { throw try await refusal(stream) }
        var hash = SHA256Stream()
        var offset = 0
        for try await piece in stream.body {
            hash.update(piece)
            try await keep(piece, offset)
            offset += piece.count
        }
        return "sha256-" + hash.finish().hex
    }

    /// What the node said instead of the content.
    private func refusal(_ stream: PeerStream) async throws -> any Error {
        var body: [UInt8] = []
        for try await piece in stream.body { body += piece }
        do {
            _ = try value(stream.status, body)
        } catch {
            return error
        }
        return Failure(.unreachable, "\(origin) answered \(stream.status)", cure: "check the address")
    }
}
