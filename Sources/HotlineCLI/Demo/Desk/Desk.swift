import Foundation
import HotlineCore

/// One node as the people who work there use it: each action is taken by the account whose duty it is.
struct Desk: Sendable {
    /// The node's code.
    let code: String
    /// The node's name as people see it.
    let name: String
    let watch: NodeWatch
    /// How long anything is waited for.
    let patience: Duration
    /// A client with the token of that account.
    private let client: @Sendable (_ account: String) throws -> NodeClient
    /// Told before each command.
    private let onCommand: @Sendable (CommandNote) async -> Void

    init(
        code: String, name: String, watch: NodeWatch, patience: Duration = Desk.patience,
        client: @escaping @Sendable (String) throws -> NodeClient,
        onCommand: @escaping @Sendable (CommandNote) async -> Void = { _ in }
    ) {
        self.code = code
        self.name = name
        self.watch = watch
        self.patience = patience
        self.client = client
        self.onCommand = onCommand
    }

    /// 登记 by an operator.
    func register(_ matter: MatterForm) async throws -> TicketHandle {
        await onCommand(CommandNote(node: code, root: nil, action: Verb.register.rawValue, sentAt: .now))
        let answer = try await client("operator").value(.post(["tickets"], body: matter.form, headers: Self.freshKey()))
        return try TicketHandle(answer, at: code)
    }

    /// What the node's API answers to a GET, to someone who may read everything.
    func read(_ steps: String..., query: [URLQueryItem] = []) async throws -> JSONValue {
        try await read(steps: steps, query: query)
    }

    /// As the other, where the path is put together.
    func read(steps: [String], query: [URLQueryItem] = []) async throws -> JSONValue {
        try await client("admin").value(.get(steps, query: query))
    }

    /// All pages of a list of the node's API.
    func list(_ steps: String..., matching filter: [URLQueryItem] = []) async throws -> [JSONValue] {
        let admin = try client("admin")
        var items: [JSONValue] = []
        var cursor: String?
        repeat {
            var query = filter + [URLQueryItem(name: "limit", value: "200")]
            if let cursor { query.append(URLQueryItem(name: "cursor", value: cursor)) }
            let page = try await admin.value(.get(steps, query: query))
            items += page.list("items")
            cursor = page["next"]?.string
        } while cursor != nil
        return items
    }

    /// Something that only an administrator does, such as `POST /peers/{code}/actions/retry`.
    @discardableResult
    func administer(_ steps: String..., body: JSONValue? = nil) async throws -> JSONValue {
        try await client("admin").value(.post(steps, body: body))
    }

    /// The ticket as it stands.
    func ticket(_ handle: TicketHandle) async throws -> JSONValue { try await read("tickets", handle.id) }

    /// An action on a ticket.
    @discardableResult
    func act(_ verb: Verb, on ticket: TicketHandle, as account: String, _ form: JSONValue) async throws -> JSONValue {
        try await command(["tickets", ticket.id, "actions", verb.rawValue], verb, ticket, as: account, form)
    }

    /// An action on an assignment, or on the order that made the ticket.
    @discardableResult
    func act(
        _ verb: Verb, on assignment: String, of ticket: TicketHandle, as account: String, _ form: JSONValue
    ) async throws -> JSONValue {
        try await command(["assignments", assignment, "actions", verb.rawValue], verb, ticket, as: account, form)
    }

    private func command(
        _ steps: [String], _ verb: Verb, _ ticket: TicketHandle, as account: String, _ form: JSONValue
    ) async throws -> JSONValue {
        await onCommand(CommandNote(node: code, root: ticket.root, action: verb.rawValue, sentAt: .now))
        return try await client(account).value(.post(steps, body: form, headers: Self.freshKey()))
    }

    private static func freshKey() -> [String: String] { ["Idempotency-Key": UUID().uuidString] }
}
