import Foundation
import HTTPWire
import PeerTransport

@testable import HotlineCLI

/// The W3C's WebDriver protocol: one command a request, JSON both ways.
struct WebDriver: Sendable {
    let origin: PeerOrigin
    let transport: SocketTransport

    /// Sends a command; the `value` of its answer.
    func command(_ method: HTTPMethod, _ path: String, _ body: JSONValue = .object([:])) async throws -> JSONValue {
        let response = try await transport.send(PeerRequest(
            method, origin, path, headers: ["content-type": "application/json; charset=utf-8"],
            body: method == .post ? Array(body.line.utf8) : [], totalTime: .seconds(90)))
        let value = try JSONValue(parsing: Data(response.body))["value"] ?? .null
        guard response.status == 200 else {
            throw WebDriverError(name: value.text("error"), message: value.text("message"))
        }
        return value
    }
}

/// A command that the browser refused (W3C WebDriver section 6.6).
struct WebDriverError: Error, CustomStringConvertible {
    /// Such as `stale element reference`.
    let name: String
    let message: String

    var description: String { "\(name): \(message)" }

    /// Whether the page may only have been in motion: it was redrawn, or loaded, while we looked at it.
    var mayPass: Bool {
        ["stale element reference", "element click intercepted", "element not interactable", "javascript error"]
            .contains(name) || message.contains("execution contexts cleared")
    }
}
