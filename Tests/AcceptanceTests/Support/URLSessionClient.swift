import Foundation
import FoundationNetworking
import Topology

@testable import HotlineCLI

/// A client of a node that we did not write: URLSession.
enum URLSessionClient {
    static let make: @Sendable (NetworkPlan.Member, String) throws -> NodeClient = { member, account in
        guard let token = member.tokens[account] else { throw Failure(.failed, "no account \(account)") }
        return client(member.address, token: token)
    }

    static func client(_ address: String, token: String?) -> NodeClient {
        NodeClient(address: address) { request in
            guard let url = URL(string: address + request.target) else { throw URLError(.badURL) }
            var message = URLRequest(url: url, timeoutInterval: 60)
            message.httpMethod = request.method.rawValue
            if let token { message.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
            for (name, value) in request.headers { message.setValue(value, forHTTPHeaderField: name) }
            if let body = request.body {
                message.setValue("application/json", forHTTPHeaderField: "Content-Type")
                message.httpBody = Data(body.line.utf8)
            }
            let (body, response) = try await URLSession.shared.data(for: message)
            guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
            return APIAnswer(status: response.statusCode, body: body)
        }
    }

    /// One request outside `/api/v1`.
    static func send(
        _ method: String, _ address: String, headers: [String: String] = [:], body: String? = nil
    ) async throws -> (status: Int, body: JSONValue?) {
        guard let url = URL(string: address) else { throw URLError(.badURL) }
        var message = URLRequest(url: url, timeoutInterval: 60)
        message.httpMethod = method
        for (name, value) in headers { message.setValue(value, forHTTPHeaderField: name) }
        message.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: message)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return (response.statusCode, try? JSONValue(parsing: data))
    }
}
