import Crypto
import Foundation
import Node
import Platform
import Topology

/// The options of every command that starts a network on this machine.
struct NetworkOptions: Sendable {
    static let file = Positional("FILE", "the network's file, such as Topologies/shanxi.json5")
    static let folder = Option<String>("folder", "DIR", "keep the data, the logs and the secrets of the network in DIR")
    static let portBase = Option<PortBase>(
        "port-base", "N", "give the nodes the ports N, N+1, …; 0: free ones (default: those of the file)")
    static let all: [any OptionDeclaration] = [folder, portBase]

    let folder: String?
    let portBase: Int?

    init(_ arguments: Arguments) throws(Failure) {
        folder = try arguments.value(Self.folder)
        portBase = try arguments.value(Self.portBase)?.port
    }

    /// Reads a topology file.
    /// - Throws: `Failure` with every mistake in it.
    static func load(_ path: String) throws(Failure) -> TopologyFile {
        do throws(ConfigurationError) {
            return try TopologyFile.load(path)
        } catch {
            throw .configuration(error)
        }
    }

    /// The port of each node, by its code.
    /// - Parameter mayMove: where a port of the file is taken, all get free ones; else that is a failure.
    func ports(of file: TopologyFile, mayMove: Bool) throws -> [String: Int] {
        let codes = file.nodes.map(\.code)
        let wanted: [Int]
        switch portBase {
        case nil where file.nodes.contains { $0.port == 0 }: wanted = try Ports.free(codes.count)
        case nil: wanted = file.nodes.map(\.port)
        case 0: wanted = try Ports.free(codes.count)
        case .some(let base): wanted = codes.indices.map { base + $0 }
        }
        guard let taken = wanted.first(where: { !Ports.isFree($0) }) else {
            return Dictionary(uniqueKeysWithValues: zip(codes, wanted))
        }
        guard mayMove, portBase == nil else {
            throw Failure(
                .failed, "port \(taken) is taken by another program",
                cure: "end it, or give other ports with --port-base (0 for free ones)")
        }
        return Dictionary(uniqueKeysWithValues: zip(codes, try Ports.free(codes.count)))
    }

    /// A network's plan in `folder`, with the secrets that are kept there.
    static func plan(_ file: TopologyFile, folder: String, ports: [String: Int]) throws -> NetworkPlan {
        let secrets = try SecretsFile(folder: folder) { purpose in
            purpose.hasPrefix("password/") ? DrawnPassword.draw() : Base64URL.encode(SecureRandom.bytes(24))
        }
        let plan = try NetworkPlan(file, folder: folder, ports: ports, secrets: secrets.secrets) {
            "sha256:\(SHA256.hash($0).hex)"
        }
        try secrets.save()
        return plan
    }
}

/// The first of a row of ports; 0 lets them be drawn.
struct PortBase: OptionValue, Equatable {
    let port: Int

    init?(argument: String) {
        guard let port = Int(argument), port == 0 || (1_024...65_000).contains(port) else { return nil }
        self.port = port
    }

    static var expected: String { "0, or a port from 1024 to 65000" }
}

extension Failure {
    /// A file with mistakes, each on a line of its own.
    static func configuration(_ error: ConfigurationError) -> Failure {
        Failure(
            .notSo, "\(error.file) cannot be used", details: error.problems.map(\.description),
            cure: error.problems.count == 1 ? "mend it as said above" : "mend them as said above")
    }

    /// A network, or a node of it, that does not run.
    static func network(_ error: NetworkError) -> Failure {
        let lines = error.description.split(separator: "\n").map(String.init)
        return Failure(.failed, lines[0], details: Array(lines.dropFirst()), cure: error.cure)
    }
}

extension NetworkError {
    fileprivate var cure: String {
        switch self {
        case .unusableFolder: "let this user write there, or give another folder with --folder"
        case .portTaken: "end that program, or give other ports with --port-base (0 for free ones)"
        case .cannotStart, .endedAtStart, .notReady, .unknownNode: "the node's log has the rest, if it wrote one"
        }
    }
}
