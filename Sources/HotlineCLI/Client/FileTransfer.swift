import Crypto
import Foundation
import FoundationNetworking
import HTTPWire
import PeerTransport
import Platform

/// Files of any size to and from a node: never whole in memory.
struct FileTransfer: Sendable {
    private let origin: PeerOrigin
    private let token: String?

    init(_ options: ClientOptions) {
        origin = options.node.origin
        token = options.token
    }

    /// Posts a file as the body of a request; the JSON that the node answers.
    /// - Throws: `Failure`: `.failed` where the file cannot be read; as ``NodeClient/value(_:)``.
    func upload(_ path: String, to request: APIRequest) async throws -> JSONValue {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw Failure(.failed, "the file \(path) cannot be read", cure: "check its path and permissions")
        }
        guard let url = URL(string: origin.description + request.target) else {
            throw Failure(.usage, "\(origin) is no address")
        }
        var message = URLRequest(url: url, timeoutInterval: 300)
        message.httpMethod = request.method.rawValue
        message.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
        if let token { message.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        let sent = message
        return try await NodeClient(address: origin.description) { _ in
            do {
                let (body, answer) = try await URLSession.shared.upload(for: sent, fromFile: URL(filePath: path))
                return APIAnswer(status: (answer as? HTTPURLResponse)?.statusCode ?? 0, body: body)
            } catch {
                throw Failure(
                    .unreachable, "no answer from \(origin): \(error.localizedDescription)",
                    cure: "check the address, and that the node runs")
            }
        }.value(request)
    }

    /// Reads a content in pieces.
    /// - Parameter keep: takes each piece with its place.
    /// - Returns: the digest of the whole, as the API names contents.
    /// - Throws: `Failure` with the node's reason where it refuses; whatever `keep` throws.
    func download(
        _ request: APIRequest, keep: @Sendable ([UInt8], _ offset: Int) async throws -> Void
    ) async throws -> String {
        var headers: Headers = ["Accept": "*/*"]
        if let token { headers["Authorization"] = "Bearer \(token)" }
        let transport = try SocketTransport()
        defer { transport.shutDown() }
        let stream: PeerStream
        do throws(TransportError) {
            stream = try await transport.stream(PeerRequest(.get, origin, request.target, headers: headers))
        } catch {
            throw Failure(
                .unreachable, "no answer from \(origin): \(error)", cure: "check the address, and that the node runs")
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
        let answer = APIAnswer(status: stream.status, body: Data(body))
        do {
            _ = try await NodeClient(address: origin.description) { _ in answer }.value(.get([]))
        } catch {
            return error
        }
        return Failure(.unreachable, "\(origin) answered \(stream.status)", cure: "check the address")
    }
}
