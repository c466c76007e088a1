import Foundation
import HTTPWire
import Synchronization
import Testing

@testable import HotlineCLI

/// Hears what pages say on their consoles and whom they ask. An error there, a breach of the policy among them, and a
/// request that leaves the machine, fail the test.
final class PageWatch: Sendable {
    private let heard = Mutex<[String]>([])
    private let allowed = Mutex<[String]>([])

    /// What was wrong so far.
    var complaints: [String] { heard.withLock { $0 } }

    /// Lets errors pass that hold this text: those that the test brings about itself.
    func allow(_ text: String) { allowed.withLock { $0.append(text) } }

    /// Reads what was said and asked since the last look; records an issue for each complaint.
    func look(at browser: Browser, _ location: SourceLocation = #_sourceLocation) async throws {
        let said = try await browser.command(.post, "/se/log", ["type": "browser"]).array ?? []
        var complaints = said.filter { $0.text("level") == "SEVERE" && !isExpected($0.text("message")) }
            .map { "\($0.text("source")): \($0.text("message"))" }
        for entry in try await browser.command(.post, "/se/log", ["type": "performance"]).array ?? [] {
            let event = try JSONValue(parsing: Data(entry.text("message").utf8))["message"] ?? .null
            guard event.text("method") == "Network.requestWillBeSent" else { continue }
            let address = event.text("params", "request", "url")
            if !isOfThisMachine(address), !isExpected(address) { complaints.append("asked for \(address)") }
        }
        for complaint in complaints { Issue.record("\(complaint)", sourceLocation: location) }
        heard.withLock { $0 += complaints }
    }

    private func isExpected(_ message: String) -> Bool {
        // A browser reports each refused request as an error; that nobody is signed in is how every session begins.
        if message.contains("/api/v1/session") && message.contains("status of 401") { return true }
        return allowed.withLock { $0 }.contains { message.contains($0) }
    }

    private func isOfThisMachine(_ address: String) -> Bool {
        guard let url = URL(string: address), let scheme = url.scheme else { return false }
        if ["data", "blob", "about", "chrome"].contains(scheme) { return true }
        let host = url.host ?? ""
        return scheme == "http" && (host == "127.0.0.1" || host == "localhost" || host.hasSuffix(".localhost"))
    }
}
