package import Database
package import HotlineCore
import Crypto
package import Storage
package import WorkCalendar

/// Why nothing was done to an account.
package enum AccountRefusal: Error, Sendable, Hashable {
    /// There is no such account.
    case unknown(String)
    /// There is one already, or the node's file has one with another role or unit.
    case exists(String)
    /// Name, role, unit and password are what the node's file says.
    case configured(String)
    /// Nobody would be left to look after the node.
    case lastAdministrator(String)
}

/// Whom an account is for.
package struct NewAccount: Sendable, Hashable {
    /// The sign-in name.
    package var id: String
    /// The name as people see it.
    package var name: String
    package var role: Role
    package var unit: UnitID?

    package init(id: String, name: String, role: Role, unit: UnitID? = nil) {
        self.id = id
        self.name = name
        self.role = role
        self.unit = unit
    }

    /// Roles of people; the others are programs.
    package static let roles = Role.allCases.filter { $0 != .peer && $0 != .system }

    /// Whether a sign-in name can be typed everywhere and told from the program's own names.
    package static func isName(_ id: String) -> Bool {
        id != "system" && id.wholeMatch(of: /[a-z][a-z0-9._-]{0,63}/) != nil
    }
}

/// What administrators do to accounts, each in one transaction with its row of the audit: behind the API, and on the
/// command line beside a node that runs or does not.
package struct AccountCare: Sendable {
    private let configuration: NodeConfiguration
    /// Who does it.
    private let actor: Actor

    /// The accounts of a node; `actor` stands in the audit.
    package init(_ configuration: NodeConfiguration, by actor: Actor) {
        self.configuration = configuration
        self.actor = actor
    }

    /// A further account, with a password that its owner has to change first. Throws ``AccountRefusal``.
    @discardableResult
    package func create(
        _ new: NewAccount, password hash: String, reason: String? = nil, in transaction: Transaction, at now: Moment
    ) throws -> AccountStore.Account {
        // One name is one person, whether they show a token or a password.
        let token = configuration.staff.first { $0.id == new.id }
        let isSame = token.map { $0.role.rawValue == new.role.rawValue && $0.unit == new.unit?.rawValue } ?? true
        guard isSame, try AccountStore.find(new.id, in: transaction) == nil else {
            throw AccountRefusal.exists(new.id)
        }
        let account = AccountStore.Account(
            id: new.id, name: new.name, role: new.role, unit: new.unit, password: hash, mustChange: true,
            createdAt: now.milliseconds)
        try AccountStore.save(account, in: transaction)
        try note("account.created", new.id, reason ?? "角色 \(new.role.displayName)", in: transaction, at: now)
        return account
    }

    /// Another name, role or unit. Sessions end where role or unit differ. Throws ``AccountRefusal``.
    package func change(
        _ id: String, name: String, role: Role, unit: UnitID?, in transaction: Transaction, at now: Moment
    ) throws {
        try update(id, "account.changed", in: transaction, at: now) { account in
            guard account.configured == nil else { throw AccountRefusal.configured(id) }
            let isOther = account.role != role || account.unit != unit
            (account.name, account.role, account.unit) = (name, role, unit)
            return isOther
        }
    }

    /// Another password, which its owner has to change first. Throws ``AccountRefusal``.
    package func resetPassword(
        _ id: String, to hash: String, in transaction: Transaction, at now: Moment
    ) throws {
        try update(id, "account.password-reset", in: transaction, at: now) { account in
            (account.password, account.passwordAt, account.mustChange) = (hash, now.milliseconds, true)
            return true
        }
        try unlock(id, in: transaction)
    }

    /// Nobody signs in by it any more, or somebody may again. Throws ``AccountRefusal``.
    package func set(_ id: String, enabled: Bool, in transaction: Transaction, at now: Moment) throws {
        try update(id, enabled ? "account.enabled" : "account.disabled", in: transaction, at: now) { account in
            account.disabledAt = enabled ? nil : account.disabledAt ?? now.milliseconds
            return !enabled
        }
    }

    /// Forgets wrong guesses. Throws ``AccountRefusal``.
    package func unlock(_ id: String, in transaction: Transaction, at now: Moment) throws {
        try update(id, "account.unlocked", in: transaction, at: now) { _ in false }
        try unlock(id, in: transaction)
    }

    private func unlock(_ id: String, in transaction: Transaction) throws {
        try SignInFailureStore.clear(.account, Self.failureSubject(id), in: transaction)
    }

    /// What wrong guesses at an account are counted by.
    package static func failureSubject(_ id: String) -> String { SHA256.hash(id).hex }

    /// - Parameter change: says whether the account's sessions end.
    private func update(
        _ id: String, _ action: String, in transaction: Transaction, at now: Moment,
        _ change: (inout AccountStore.Account) throws -> Bool
    ) throws {
        guard var account = try AccountStore.find(id, in: transaction) else { throw AccountRefusal.unknown(id) }
        let endsSessions = try change(&account)
        try AccountStore.save(account, in: transaction)
        guard try hasAdministrator(in: transaction) else { throw AccountRefusal.lastAdministrator(id) }
        if endsSessions { try SessionStore.endAll(of: id, in: transaction) }
        try note(action, id, nil, in: transaction, at: now)
    }

    private func hasAdministrator(in transaction: Transaction) throws -> Bool {
        let isLed = configuration.staff.contains { $0.role == .admin && $0.token ?? $0.tokenDigest != nil }
        if isLed { return true }
        return try AccountStore.list(in: transaction).contains { $0.role == .admin && $0.disabledAt == nil }
    }

    private func note(
        _ action: String, _ id: String, _ reason: String?, in transaction: Transaction, at now: Moment
    ) throws {
        try AuditStore.note(
            actor, action: action, subject: id, reason: reason, at: now.milliseconds, in: transaction)
    }
}
