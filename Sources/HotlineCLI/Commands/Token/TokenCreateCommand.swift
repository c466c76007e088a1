import Crypto
import HotlineCore
import Node
import Storage
import WorkCalendar

/// `hotline token create`: a new bearer token, shown once.
struct TokenCreateCommand: Command {
    static let name = "token create"
    static let summary = "draw a bearer token; it is shown once and stands nowhere"
    static let discussion = """
        With --config the token is valid at that node at once, also while it runs; the node's database keeps its digest
        only. Without, nothing is kept: the digest is for tokenDigest in the staff of a node's file.
        """
    static let options: [any OptionDeclaration] = [config, person, role, unit, source]
    static let examples = [
        Example("hotline token create --config node.json5 --person wang --role operator", "for a person"),
        Example(
            "hotline token create --config node.json5 --person tax --role system --source urn:tax:12366",
            "for a system"),
        Example("hotline token create", "a token and its digest, for a node's file"),
    ]

    private static let config = Option<String>("config", "FILE", "the node's file")
    private static let person = Option<String>("person", "ID", "who will use it: the sign-in name")
    private static let role = Option<RoleArgument>("role", "ROLE", RoleArgument.list)
    private static let unit = Option<String>("unit", "ID", "the unit of an account of role unit")
    private static let source = Option<String>("source", "SOURCE", "what a system of role system may deliver")

    private let config: String?
    private let person: String
    private let role: NodeConfiguration.Account.Role
    private let unit: String?
    private let source: String?

    init(_ arguments: Arguments) throws(Failure) {
        config = try arguments.value(Self.config)
        person = config == nil ? "" : try arguments.required(Self.person)
        role = config == nil ? .auditor : try arguments.required(Self.role).role
        if config != nil { try Self.requireName(person) }
        unit = try arguments.value(Self.unit)
        source = try arguments.value(Self.source)
        if (role == .unit) != (unit != nil) { throw .usage("--unit goes with --role unit, and only with it") }
        if (role == .system) != (source != nil) { throw .usage("--source goes with --role system, and only with it") }
    }

    /// The name stands in journals, audit and lists, on one line.
    private static func requireName(_ person: String) throws(Failure) {
        let cure = "give a sign-in name on one line, such as wang"
        let isBlank = person.allSatisfy(\.isWhitespace)
        guard !isBlank, !person.contains(where: { $0.isNewline || $0 == "\t" }) else {
            throw .usage("--person is empty or holds a line break or tab", cure: cure)
        }
        if let defect = FormText.defect(person, in: "person") { throw .usage("--person: \(defect)", cure: cure) }
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let token = Base64URL.encode(SecureRandom.bytes(32))
        let digest = SHA256.hash(token)
        var record: [String: JSONValue] = [
            "token": .string(token), "tokenDigest": .string("sha256:\(digest.hex)"),
        ]
        if let config {
            let issued = try await issue(digest, at: NodeConfiguration.read(config))
            record["id"] = .string(issued.id)
            record["person"] = .string(issued.person)
            record["role"] = .string(issued.role.rawValue)
        }
        terminal.say(.object(record)) {
            """
            令牌  \(terminal.styled(token, .heading))
            摘要  sha256:\(digest.hex)
            \(terminal.styled("令牌只显示这一次，请立即交给使用人。", .warning))
            """
        }
        return .ok
    }

    private func issue(_ digest: Digest, at node: NodeConfiguration) async throws -> TokenStore.Token {
        if let unit, !node.units.contains(where: { $0.id == unit }) {
            throw Failure(.notSo, "node \(node.code) has no unit '\(unit)'", cure: "name one of units in its file")
        }
        guard let role = Role(rawValue: role.rawValue) else { throw Failure.usage("'\(role.rawValue)' is no role") }
        let id = Base64URL.encode(SecureRandom.bytes(6))
        return try await NodeData(of: node).write { [person, unit, source] transaction, now in
            let token = TokenStore.Token(
                id: id, person: person, role: role, unit: unit.flatMap(UnitID.init(rawValue:)), source: source,
                createdAt: now.milliseconds)
            try TokenStore.add(token, digest: digest.bytes, in: transaction)
            return token
        }
    }
}

/// A role by its name in configuration files.
struct RoleArgument: OptionValue, Equatable {
    let role: NodeConfiguration.Account.Role

    init?(argument: String) {
        guard let role = NodeConfiguration.Account.Role(rawValue: argument) else { return nil }
        self.role = role
    }

    static let words = NodeConfiguration.Account.Role.allCases.map(\.rawValue)
    static let list = words.joined(separator: ", ")
    static var expected: String { "one of \(list)" }
}
