import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Storage
import WorkCalendar

extension NodeContext {
    /// Who is signed in by a session, and what its unsafe requests repeat.
    func sessionAnswer(_ session: SessionStore.Session, _ value: SessionCookie.Value) -> Response {
        let account = session.account
        let limits = signIn.sessions.limits
        let person = SignedIn(
            account: account.id, name: account.name, role: account.role, unit: account.unit, csrf: value.csrf,
            mustChangePassword: account.mustChange,
            expiresAt: Moment(milliseconds: session.openedAt + limits.longest),
            idleSeconds: Int(limits.idle / 1_000))
        return answer(person)
    }

    /// The same of a bearer token.
    func callerAnswer(_ caller: Caller) -> Response {
        let name = configuration.staff.first { $0.id == caller.person }?.name ?? caller.person
        return answer(SignedIn(account: caller.person, name: name, role: caller.role, unit: caller.unit))
    }

    private func answer(_ person: SignedIn) -> Response {
        var writer = JSONWriter()
        writer.signedIn(person, at: engine.core.settings)
        var response = Response.json(writer.bytes)
        response.headers["cache-control"] = "no-store"
        return response
    }
}

/// Who calls, as they are told.
private struct SignedIn: Sendable {
    var account: String
    var name: String
    var role: Role
    var unit: UnitID?
    var csrf: String?
    var mustChangePassword = false
    var expiresAt: Moment?
    var idleSeconds: Int?
}

extension JSONWriter {
    fileprivate mutating func signedIn(_ person: SignedIn, at settings: NodeSettings) {
        object { writer in
            writer.member("account", person.account)
            writer.member("name", person.name)
            writer.member("role", person.role.rawValue)
            writer.member("roleName", person.role.displayName)
            writer.member("unit", person.unit?.rawValue)
            writer.member("unitName", person.unit.flatMap { settings.units[$0]?.name })
            writer.member("csrf", person.csrf)
            writer.member("mustChangePassword", person.mustChangePassword)
            writer.member("expiresAt", person.expiresAt?.description)
            writer.key("idleSeconds")
            if let seconds = person.idleSeconds { writer.value(seconds) } else { writer.null() }
            writer.key("node")
            writer.object { writer in
                writer.member("code", settings.code.rawValue)
                writer.member("name", settings.name)
                writer.member("tier", settings.tier.rawValue)
            }
        }
    }
}
