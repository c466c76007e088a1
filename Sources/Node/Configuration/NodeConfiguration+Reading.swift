import Crypto
import HotlineCore
import PeerTransport

// The parts that a node's own file and a topology file have in common, each read with its checks.

extension ConfigurationObject {
    /// A node code: six digits of GB/T 2260, for a sub-centre a hyphen and a suffix.
    package func nodeCode(_ key: String) -> String {
        let code = string(key)
        if !code.isEmpty, code.wholeMatch(of: /[0-9]{6}(-[0-9A-Za-z]+)?/) == nil {
            refuse(key, "\"\(code)\" is no node code", cure: "write six digits; for a sub-centre, 419001-12366")
        }
        return code
    }

    /// A short name for typing and for URLs: lower-case letters, digits and hyphens, a letter first.
    package func slug(_ key: String) -> String {
        let slug = string(key)
        if !slug.isEmpty, slug.wholeMatch(of: /[a-z][a-z0-9-]{0,63}/) == nil {
            let cure = "write lower-case letters, digits and hyphens, beginning with a letter"
            refuse(key, "\"\(slug)\" cannot be typed everywhere", cure: cure)
        }
        return slug
    }

    /// A base address such as `https://10.3.0.7:14000` or `https://hotline.example`, without a path.
    package func optionalAddress(_ key: String) -> String? {
        guard let address = optionalString(key) else { return nil }
        if PeerOrigin(address) == nil || address.contains(where: \.isWhitespace) {
            refuse(key, "\"\(address)\" is no base address", cure: "write http://HOST:PORT or https://HOST:PORT")
        }
        return address
    }

    /// A base address on this machine, without TLS: nothing that is said there passes a wire.
    package func optionalLocalAddress(_ key: String) -> String? {
        guard let address = optionalAddress(key) else { return nil }
        if let origin = PeerOrigin(address), origin.isSecure || !origin.isLoopback {
            refuse(key, "\"\(address)\" is not on this machine", cure: "write http://127.0.0.1:PORT")
        }
        return address
    }

    /// The objects of a list in which one member's value may stand only once.
    package func list<Element>(
        _ key: String, distinct member: String, by identity: KeyPath<Element, String>,
        _ read: (ConfigurationObject) -> Element
    ) -> [Element] {
        var paths: [String: String] = [:]
        return list(key) { object in
            let element = read(object)
            let value = element[keyPath: identity]
            if !value.isEmpty, let first = paths.updateValue(object.path, forKey: value) {
                object.refuse(member, "\"\(value)\" is already taken by \(first)", cure: "write another, or remove one")
            }
            return element
        }
    }
}

extension NodeConfiguration.RuleBooks {
    /// Reads `{handling, assessment?, enterprise?}`.
    package init(reading object: ConfigurationObject) {
        self.init(
            handling: object.string("handling"), assessment: object.optionalString("assessment"),
            enterprise: object.optionalString("enterprise"))
    }

    /// What stands in for rule books that could not be read; never leaves a load that succeeded.
    package static let unread = Self(handling: "")
}

extension NodeConfiguration.Unit {
    /// Reads `{id, name, kind?, group?, territory?, duties?, inCharge?}`.
    package init(reading object: ConfigurationObject) {
        self.init(
            id: object.slug("id"), name: object.string("name"),
            kind: object.choice("kind", default: .handling) ?? .handling, group: object.optionalString("group"),
            territory: object.strings("territory"), duties: object.strings("duties"),
            inCharge: object.optionalObject("inCharge") { Field(reading: $0) })
        // One character stands in half of all places.
        for (key, words) in [("territory", territory), ("duties", duties)] {
            guard let short = words.first(where: { $0.count < 2 }) else { continue }
            object.refuse(key, "\"\(short)\" is too short", cure: "write names of two characters or more")
        }
    }
}

extension NodeConfiguration.Unit.Field {
    /// Reads `{kinds?, categories?, units?}`.
    fileprivate init(reading object: ConfigurationObject) {
        self.init(
            kinds: object.strings("kinds"), categories: object.strings("categories"), units: object.strings("units"))
        for kind in kinds where MatterKind(rawValue: kind) == nil {
            let names = MatterKind.allCases.map(\.rawValue).joined(separator: ", ")
            object.refuse("kinds", "\"\(kind)\" is no kind of matter", cure: "write some of: \(names)")
        }
    }
}

extension [NodeConfiguration.Unit] {
    /// Reads the `units` of an object; a field may name units that come later in the list.
    package init(of object: ConfigurationObject) {
        self = object.list("units", distinct: "id", by: \.id) { NodeConfiguration.Unit(reading: $0) }
        for (index, unit) in enumerated() {
            for id in unit.inCharge?.units ?? [] where !contains(where: { $0.id == id }) {
                object.refuse(
                    "units[\(index)].inCharge", "there is no unit \"\(id)\" at this node",
                    cure: "name the id of one of the node's units")
            }
        }
    }
}

extension NodeConfiguration.Hotline {
    /// Reads `{number, unit, mode, name?, formerNumbers?}`; `units` are those that it may name.
    package init(reading object: ConfigurationObject, units: [NodeConfiguration.Unit]) {
        self.init(
            number: object.string("number"), unit: object.unit("unit", of: units) ?? "",
            mode: object.choice("mode") ?? .guidanceOnly, name: object.optionalString("name"),
            formerNumbers: object.strings("formerNumbers"))
        for number in [number] + formerNumbers where !number.isEmpty && !number.allSatisfy(\.isASCIIDigit) {
            object.refuse("number", "\"\(number)\" cannot be dialled", cure: "write digits only")
        }
    }
}

extension NodeConfiguration.Account {
    /// Reads `{id, name, role, unit?, source?, token?, tokenDigest?, passwordHash?}`; `units` are those that it may
    /// work for.
    package init(reading object: ConfigurationObject, units: [NodeConfiguration.Unit]) {
        self.init(
            id: object.slug("id"), name: object.string("name"), role: object.choice("role") ?? .auditor,
            unit: object.has("unit") ? object.unit("unit", of: units) : nil, source: object.optionalString("source"),
            token: object.optionalString("token"), tokenDigest: object.optionalString("tokenDigest"),
            passwordHash: object.optionalString("passwordHash"))
        checkRole(object)
        checkToken(object)
    }

    private func checkRole(_ object: ConfigurationObject) {
        if (role == .unit) != object.has("unit") {
            let cure = "name the unit of an account of role unit, and of no other"
            object.refuse("unit", role == .unit ? "missing" : "does not go with this role", cure: cure)
        }
        if (role == .system) != object.has("source") {
            let cure = "name the source of an account of role system, and of no other"
            object.refuse("source", role == .system ? "missing" : "does not go with this role", cure: cure)
        }
    }

    private func checkToken(_ object: ConfigurationObject) {
        if token != nil, tokenDigest != nil {
            object.refuse("token", "stands beside tokenDigest", cure: "keep the digest and remove the token")
        }
        if let tokenDigest, tokenDigest.wholeMatch(of: /sha256:[0-9a-f]{64}/) == nil {
            let cure = "write sha256: and 64 hexadecimal digits; `hotline token` does"
            object.refuse("tokenDigest", "is no digest", cure: cure)
        }
        if let passwordHash, PasswordHash(text: passwordHash) == nil || role == .system {
            let cure = "leave it out, or write $scrypt$… of an account that is a person's"
            object.refuse("passwordHash", "cannot be signed in with", cure: cure)
        }
    }
}

extension ConfigurationObject {
    fileprivate func unit(_ key: String, of units: [NodeConfiguration.Unit]) -> String? {
        let id = string(key)
        if !id.isEmpty, !units.contains(where: { $0.id == id }) {
            refuse(key, "there is no unit \"\(id)\" at this node", cure: "name the id of one of the node's units")
        }
        return id
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
