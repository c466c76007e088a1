import HotlineCore
import Node
import Storage

/// `hotline account create`: somebody more who signs in at the console.
struct AccountCreateCommand: Command {
    static let name = "account create"
    static let summary = "create an account for the console; its password is drawn and shown once"
    static let discussion = """
        Valid at that node at once, also while it runs. Whoever gets the password has to change it at the first sign-in.
        """
    static let positionals = [Positional("ACCOUNT", "the sign-in name: lower-case letters, digits, . _ -")]
    static let options: [any OptionDeclaration] = [ServeCommand.config, displayName, role, unit]
    static let examples = [
        Example("hotline account create wang --name 王 --role operator --config node.json5", "for a person"),
        Example(
            "hotline account create shuiwu --name 水务局 --role unit --unit shuiwuju --config node.json5", "for a unit"),
    ]

    private static let displayName = Option<String>("name", "NAME", "the name as people see it")
    private static let role = Option<RoleArgument>(
        "role", "ROLE", NewAccount.roles.map(\.rawValue).joined(separator: ", "))
    private static let unit = Option<String>("unit", "ID", "the unit of an account of role unit")

    private let target: AccountTarget
    private let new: NewAccount

    init(_ arguments: Arguments) throws(Failure) {
        target = try AccountTarget(arguments)
        let unit = try arguments.value(Self.unit)
        let given = try arguments.required(Self.role).role
        guard let role = Role(rawValue: given.rawValue), NewAccount.roles.contains(role) else {
            throw .usage("'\(given.rawValue)' is a program's role", cure: "programs call by 'hotline token create'")
        }
        if (role == .unit) != (unit != nil) { throw .usage("--unit goes with --role unit, and only with it") }
        guard NewAccount.isName(target.account) else {
            let cure = "begin with a lower-case letter; letters, digits, . _ - follow, 64 at most"
            throw .usage("'\(target.account)' cannot be a sign-in name", cure: cure)
        }
        let name = try arguments.required(Self.displayName)
        if name.contains(where: \.isNewline) || name.allSatisfy(\.isWhitespace) {
            throw .usage("--name is empty or holds a line break", cure: "give a name on one line, such as 王")
        }
        if let defect = FormText.defect(name, in: "name") { throw .usage("--name: \(defect)") }
        new = NewAccount(id: target.account, name: name, role: role, unit: unit.flatMap(UnitID.init(rawValue:)))
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let node = try NodeConfiguration.read(target.config)
        if let unit = new.unit, !node.units.contains(where: { $0.id == unit.rawValue }) {
            throw Failure(.notSo, "node \(node.code) has no unit '\(unit)'", cure: "name one of units in its file")
        }
        let (password, hash) = try await AccountTarget.drawPassword()
        try await target.perform { [new] care, transaction, now in
            try care.create(new, password: hash, in: transaction, at: now)
        }
        terminal.say(password, of: new.id)
        return .ok
    }
}
