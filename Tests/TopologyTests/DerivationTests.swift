import Foundation
import Node
import Testing
import Topology

/// What each node is told is a matter of its place in the network.
@Suite struct DerivationTests {
    private func shanxi() throws -> [String: NodeConfiguration] {
        let nodes = try TopologyFiles.load("shanxi").nodeConfigurations(folder: "/data", secrets: .spelledOut)
        return Dictionary(uniqueKeysWithValues: nodes.map { ($0.code, $0) })
    }

    @Test func `A neighbour speaks for its subtree, or for itself and those above it`() throws {
        let nodes = try shanxi()
        let province = try #require(nodes["140000"])
        let city = try #require(nodes["140500"])
        let county = try #require(nodes["140525"])
        #expect(province.peers.map(\.code) == ["140500", "140800"])
        #expect(province.peers.map(\.speaksFor) == [["140500", "140525"], ["140800"]])
        #expect(city.peers.map(\.relation) == [.upper, .lower])
        #expect(city.peers.map(\.baseURL) == ["http://127.0.0.1:14000", "http://127.0.0.1:14011"])
        #expect(county.peers.map(\.speaksFor) == [["140500", "140000"]])
        #expect(county.peers.map(\.personalData) == [.full])
    }

    @Test func `Each node has a key of its own, which its neighbours and nobody else trust`() throws {
        let nodes = try shanxi()
        let trusted = Dictionary(grouping: nodes.values.flatMap(\.peers), by: \.code)
            .mapValues { peers in Set(peers.flatMap(\.keys)) }
        #expect(trusted.count == 4)
        #expect(trusted.values.allSatisfy { $0.count == 1 })
        #expect(Set(trusted.values.joined()).count == 4)
        #expect(Set(nodes.values.map(\.signingKey)).count == 4)
        #expect(nodes.values.flatMap(\.peers).allSatisfy { $0.secret == nil })
    }

    @Test func `A node that fetches its messages is not reached by its upper node`() throws {
        let nodes = try TopologyFiles.load("henan").nodeConfigurations(folder: "/data", secrets: .spelledOut)
        let jiyuan = try #require(nodes.first { $0.code == "419001" })
        let post = try #require(nodes.first { $0.code == "419001-12305" })
        let below = try #require(jiyuan.peers.first { $0.code == "419001-12305" })
        #expect(below.relation == .subcentre)
        #expect(below.fetchesItself && below.baseURL == nil)
        #expect(post.peers.map(\.isFetchedFrom) == [true])
        #expect(post.peers.map(\.baseURL) == ["http://127.0.0.1:14110"])
    }

    @Test func `Demonstration staff is one account for each duty and one for each unit`() throws {
        let county = try #require(try shanxi()["140525"])
        #expect(county.staff.count == 7 + 69)
        #expect(county.staff.first { $0.id == "xiacun" }?.unit == "xiacun")
        #expect(county.staff.first { $0.id == "operator" }?.token == "not-a-secret/token/140525/operator")
        #expect(Set(county.staff.map(\.token)).count == county.staff.count)
        #expect(county.dataFolder == "/data/140525")
    }

    @Test func `Ports can be assigned, and port 0 cannot be reached`() throws {
        let file = try TopologyFiles.load("shanxi")
        let nodes = try file.nodeConfigurations(folder: "/data", ports: ["140000": 4711], secrets: .spelledOut)
        #expect(nodes.map(\.listen.port) == [4711, 14010, 14011, 14020])
        #expect(nodes[1].peers[0].baseURL == "http://127.0.0.1:4711")
        let error = #expect(throws: ConfigurationError.self) {
            try file.nodeConfigurations(folder: "/data", ports: ["140000": 0], secrets: .spelledOut)
        }
        #expect(error?.problems.map(\.path) == ["links[0]", "links[2]"])
    }

    @Test func `Every derived configuration is one that a node's own file may hold`() throws {
        for network in ["shanxi", "henan"] {
            for node in try TopologyFiles.load(network).nodeConfigurations(folder: "/data", secrets: .spelledOut) {
                let text = try #require(String(data: try node.json(), encoding: .utf8))
                #expect(try NodeConfiguration.parse(text, named: node.code) == node)
            }
        }
    }
}
