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

    /// Another name, role or unit. Sessions and tokens end where role or unit differ. Throws ``AccountRefusal``.
    package func change(
        _ id: String, name: String, role: Role, unit: UnitID?, in transaction: Transaction, at now: Moment
    ) throws {
        try update(id, "account.changed", in: transaction, at: now) { account in
            guard account.configured == nil else { throw AccountRefusal.configured(id) }
            let isOther = account.role != role || account.unit != unit
            if isOther { try requireNoToken(id) }
            (account.name, account.role, account.unit) = (name, role, unit)
            return isOther ? .rights : .nothing
        }
    }

    /// Another password, which its owner has to change first. Throws ``AccountRefusal``.
    package func resetPassword(
        _ id: String, to hash: String, in transaction: Transaction, at now: Moment
    ) throws {
        try update(id, "account.password-reset", in: transaction, at: now) { account in
            (account.password, account.passwordAt, account.mustChange) = (hash, now.milliseconds, true)
            return .sessions
        }
        try unlock(id, in: transaction)
    }

    /// Nobody calls by it any more, or somebody signs in again: tokens that ended do not come back. Throws
    /// ``AccountRefusal``.
    package func set(_ id: String, enabled: Bool, in transaction: Transaction, at now: Moment) throws {
        try update(id, enabled ? "account.enabled" : "account.disabled", in: transaction, at: now) { account in
            if !enabled { try requireNoToken(id) }
            account.disabledAt = enabled ? nil : account.disabledAt ?? now.milliseconds
            return enabled ? .nothing : .rights
        }
    }

    /// Forgets wrong guesses. Throws ``AccountRefusal``.
    package func unlock(_ id: String, in transaction: Transaction, at now: Moment) throws {
        try update(id, "account.unlocked", in: transaction, at: now) { _ in .nothing }
        try unlock(id, in: transaction)
    }

    /// Forgets wrong guesses from an address; false where none are counted.
    package func unlock(address: String, in transaction: Transaction, at now: Moment) throws -> Bool {
        let network = RemoteNetwork.name(of: address)
        guard try SignInFailureStore.clear(.address, network, in: transaction) else { return false }
        try note("address.unlocked", network, nil, in: transaction, at: now)
        return true
    }

    private func unlock(_ id: String, in transaction: Transaction) throws {
        try SignInFailureStore.clear(.account, Self.failureSubject(id), in: transaction)
    }

    /// What wrong guesses at an account are counted by.
    package static func failureSubject(_ id: String) -> String { SHA256.hash(id).hex }

    /// A token of the node's file is valid for as long as the file has it.
    private func requireNoToken(_ id: String) throws {
        guard !configuration.staff.contains(where: { $0.id == id && $0.hasToken }) else {
            throw AccountRefusal.configured(id)
        }
    }

    /// What a change takes from whoever uses the account.
    private enum Taken {
        case nothing
        case sessions
        /// What the account may do, and with it every session and token.
        case rights
    }

    /// - Parameter change: says what is taken away by it.
    private func update(
        _ id: String, _ action: String, in transaction: Transaction, at now: Moment,
        _ change: (inout AccountStore.Account) throws -> Taken
    ) throws {
        guard let before = try AccountStore.find(id, in: transaction) else { throw AccountRefusal.unknown(id) }
        var account = before
        let taken = try change(&account)
        try AccountStore.save(account, in: transaction)
        switch taken {
        case .nothing: break
        case .sessions: try SessionStore.endAll(of: id, in: transaction)
        case .rights:
            if before.isUsableAdministrator, try !hasAdministrator(in: transaction) {
                throw AccountRefusal.lastAdministrator(id)
            }
            try Self.endAccess(of: id, in: transaction, at: now)
        }
        try note(action, id, account.changes(since: before), in: transaction, at: now)
    }

    /// Ends every session and token of a person, as what they may do has become another thing.
    static func endAccess(of person: String, in transaction: Transaction, at now: Moment) throws {
        try SessionStore.endAll(of: person, in: transaction)
        try TokenStore.revokeAll(of: person, at: now.milliseconds, in: transaction)
    }

    /// Whether somebody can look after the node: by a token of its file, or by a password.
    func hasAdministrator(in transaction: Transaction) throws -> Bool {
        if configuration.staff.contains(where: { $0.role == .admin && $0.hasToken }) { return true }
        return try AccountStore.list(in: transaction).contains { $0.isUsableAdministrator }
    }

    private func note(
        _ action: String, _ id: String, _ reason: String?, in transaction: Transaction, at now: Moment
    ) throws {
        try AuditStore.note(
            actor, action: action, subject: id, reason: reason, at: now.milliseconds, in: transaction)
    }
}

extension NodeConfiguration.Account {
    fileprivate var hasToken: Bool { token ?? tokenDigest != nil }
}

extension AccountStore.Account {
    fileprivate var isUsableAdministrator: Bool { role == .admin && disabledAt == nil }
}
