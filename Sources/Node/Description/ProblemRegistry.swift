import HTTPServer
import HTTPWire
import HotlineCore
import SyncProtocol

/// A problem type as callers meet it: name, status and title, from the registry that it comes from.
struct ProblemEntry: Sendable, Hashable {
    let name: String
    let status: Int
    let title: String

    /// Registries may give one name a title each.
    static func == (left: Self, right: Self) -> Bool { left.name == right.name && left.status == right.status }

    func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(status)
    }

    init(_ kind: ProblemKind) { (name, status, title) = (kind.rawValue, kind.status, kind.title) }
    init(_ code: HotlineCore.Refusal.Code) { (name, status, title) = (code.rawValue, code.status, code.title) }
    init(_ type: ProblemType) { (name, status, title) = (type.rawValue, type.status, type.title) }
    init(_ problem: APIProblem) { (name, status, title) = (problem.name, problem.status, problem.title) }

    /// Every problem that a node answers with, each once.
    static let all: [ProblemEntry] = {
        var seen: Set<ProblemEntry> = []
        var entries = ProblemKind.allCases.map { ProblemEntry($0) }
        entries += HotlineCore.Refusal.Code.allCases.map { ProblemEntry($0) }
        entries += ProblemType.allCases.map { ProblemEntry($0) }
        entries += HTTPServer.problems.map { ProblemEntry($0) }
        return entries.filter { seen.insert($0).inserted }
    }()
}

/// Problems that go together.
enum ProblemGroup: Sendable {
    /// Of every request: what HTTP itself refuses, what is too much, what the node could not do.
    case anyRequest
    /// Of a request with a body.
    case body
    /// Of a caller who has to sign in.
    case signIn
    /// Of what changes something.
    case change
    /// Of a form.
    case form
    /// Of a command on a ticket: the core's refusals, the state that was expected, the key of a repetition.
    case command
    /// Of a neighbouring node: who it is, and what it signed.
    case node
    /// Of events: their envelope and their stream.
    case exchange

    var entries: [ProblemEntry] {
        switch self {
        case .anyRequest: HTTPServer.problems.filter { !Self.ofBodies.contains($0.name) }.map { ProblemEntry($0) }
        case .body: HTTPServer.problems.filter { Self.ofBodies.contains($0.name) }.map { ProblemEntry($0) }
        case .signIn: [
            ProblemKind.unauthenticated, .tooManyRequests, .credentialsAmbiguous, .csrfTokenMissing, .crossSite,
            .passwordChangeRequired,
        ].map { ProblemEntry($0) }
        case .change:
            [ProblemKind.oversightReadsOnly, .busy, .recovering, .databaseFull, .databaseFailed, .stopping]
                .map { ProblemEntry($0) }
        case .form:
            [ProblemKind.malformedJSON, .unsupportedMediaType, .invalidForm, .missingFields].map { ProblemEntry($0) }
        case .command:
            HotlineCore.Refusal.Code.allCases.map { ProblemEntry($0) } + Self.ofCommands.map { ProblemEntry($0) }
        case .node: Self.ofNodes.map { ProblemEntry($0) }
        case .exchange: ProblemType.allCases.filter { !Self.ofNodes.contains($0) }.map { ProblemEntry($0) }
        }
    }

    private static let ofBodies: Set<String> = [
        "body-too-large", "malformed-chunk", "chunk-extension-too-large", "too-many-bodies", "unknown-expectation",
    ]

    private static let ofCommands: [ProblemKind] = [
        .revisionConflict, .keyReused, .keyInUse, .sharedReadsOnly, .malformedHeader,
    ]

    private static let ofNodes: [ProblemType] = [
        .notAuthenticated, .unknownPeer, .signatureMissing, .signatureInvalid, .signatureStale, .signatureReplayed,
        .keyUnknown, .digestDiffers, .sourceNotAuthorised,
    ]
}
