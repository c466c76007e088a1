import Foundation
import Node
import Topology

@testable import HotlineCLI

/// A sub-centre of Zezhou that the test plays: it says what the test makes it say, byte for byte. It listens nowhere;
/// what the county has for it waits to be fetched.
struct ScriptedSubcentre: Sendable {
    static let code = RelayTier.subcentre
    static let secret = "the secret of a played sub-centre"
    private static let county = RelayTier.county.code

    /// Where the county listens.
    let county: String
    /// Who it says it is, and what it shows for it.
    var code = Self.code
    var secret = Self.secret

    /// Puts the sub-centre below the county of the Shanxi network; it is not to be started.
    static let join: @Sendable (inout TopologyFile) -> Void = { file in
        guard var node = file.node(county), var link = file.links.first(where: { $0.lower == county }) else { return }
        (node.code, node.name, node.tier, node.port) = (code, "测试分中心", .subcentre, 0)
        (node.units, node.hotlines, node.staff) = ([], [], NodeConfiguration.Account.demonstration(units: []))
        (link.upper, link.lower, link.secret, link.pull) = (county, code, secret, true)
        (link.upperAddress, link.lowerAddress) = (nil, nil)
        file.nodes.append(node)
        file.links.append(link)
    }

    init(at staged: StagedNetwork, code: String = Self.code, secret: String = Self.secret) throws {
        guard let county = staged.network.plan.member(Self.county) else {
            throw Failure(.failed, "this network has no county")
        }
        self.county = county.address
        self.code = code
        self.secret = secret
    }

    /// Says hello: both streams begin at 1.
    func hello() async throws -> (status: Int, body: JSONValue?) {
        let zero = String(repeating: "0", count: 64)
        let streams = ["orders", "feed"].map {
            #"{"name":"\#($0)","direction":"out","next":1,"first":1,"oldestHeld":1,"chain":"\#(zero)"}"#
        }
        let hello = #"{"node":"\#(code)","generation":1,"epoch":"k1","streams":[\#(streams.joined(separator: ","))]}"#
        return try await post("/hello", type: "application/json", hello)
    }

    /// Delivers the first events of a stream in one request.
    func deliver(_ events: [String], on stream: String = "feed") async throws -> (status: Int, body: JSONValue?) {
        let origin = Data(count: 32).base64EncodedString()
        let header = #"name="\#(stream)", generation=1, epoch="k1", first=1, chain=:\#(origin):"#
        return try await post(
            "/inbox", type: "application/cloudevents-batch+json", "[\(events.joined(separator: ","))]",
            headers: ["Hotline-Stream": header])
    }

    private func post(
        _ path: String, type: String, _ body: String, headers: [String: String] = [:]
    ) async throws -> (status: Int, body: JSONValue?) {
        let own = ["Hotline-Node": code, "Authorization": "Bearer \(secret)", "Content-Type": type]
        return try await URLSessionClient.send(
            "POST", county + path, headers: own.merging(headers) { $1 }, body: body)
    }
}

extension RelayEvent {
    /// The event with some of its members replaced.
    func text(replacing members: [String: JSONValue] = [:]) throws -> String {
        guard case .object(let own) = try JSONValue(parsing: Data(bytes)) else { return "" }
        return JSONValue.object(own.merging(members) { $1 }).line
    }
}
