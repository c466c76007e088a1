import HTTPServer
import HTTPWire

/// A route as it was added: where it answers, to whom, and what it says of itself.
struct DescribedRoute: Sendable {
    /// Who may call it.
    enum Access: Sendable {
        /// Anyone, without signing in.
        case open
        /// Who signs in with one of these roles.
        case people(Roles)
        /// Neighbouring nodes, by their signatures.
        case nodes
        /// Neighbouring nodes, and systems with a token bound to a source.
        case nodesAndSystems
    }

    let method: Method
    let pattern: RoutePattern
    let access: Access
    /// Whether it changes something.
    let changes: Bool
    let description: RouteDescription

    /// Every problem that it may answer with.
    var problems: [ProblemEntry] {
        var problems = description.problems + ProblemGroup.anyRequest.entries
        if description.body != nil || !description.actions.isEmpty { problems += ProblemGroup.body.entries }
        if changes { problems += ProblemGroup.change.entries }
        switch access {
        case .open: break
        case .people(let roles):
            problems += ProblemGroup.signIn.entries
            if !roles.isEveryone { problems.append(ProblemEntry(ProblemKind.notAuthorised)) }
            problems += [ProblemEntry(ProblemKind.stopping), ProblemEntry(ProblemKind.databaseFailed)]
        case .nodes: problems += ofExchange
        case .nodesAndSystems:
            problems += ofExchange + ProblemGroup.signIn.entries
            problems += [ProblemEntry(ProblemKind.notAuthorised), ProblemEntry(ProblemKind.malformedJSON)]
        }
        var seen: Set<ProblemEntry> = []
        return problems.filter { seen.insert($0).inserted }
    }

    private var ofExchange: [ProblemEntry] {
        ProblemGroup.node.entries + ProblemGroup.exchange.entries
            + [ProblemEntry(ProblemKind.busy), ProblemEntry(ProblemKind.tooManyRequests)]
    }

    /// The path parameters; nil for braces of which nobody said what they are.
    func pathParameter(_ name: String) -> Parameter? {
        if let own = description.parameters.first(where: { $0.place == .path && $0.name == name }) { return own }
        let segments = pattern.description.split(separator: "/").map(String.init)
        let index = segments.firstIndex(of: "{\(name)}") ?? 0
        return Parameter.path(name, after: index > 0 ? segments[index - 1] : "")
    }
}
