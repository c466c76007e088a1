import Crypto
import Database
import HotlineCore
import Node
import Storage
import WorkCalendar

/// An account of the node whose file is given, reached beside the node, whether that runs or not: by an administrator
/// of the machine, whom no lock keeps out.
struct AccountTarget: Sendable {
    static let account = Positional("ACCOUNT", "the sign-in name, as 'account list' shows it")
    static let positionals = [account]
    static let options: [any OptionDeclaration] = [ServeCommand.config]

    let account: String
    let config: String

    init(_ arguments: Arguments) throws(Failure) {
        account = try arguments.required(Self.account)
        config = try arguments.required(ServeCommand.config)
    }

    /// Carries `work` out in one transaction of the node's database.
    func perform(
        _ work: @escaping @Sendable (AccountCare, Transaction, Moment) throws -> Void
    ) async throws {
        let configuration = try NodeConfiguration.read(config)
        guard let code = NodeCode(rawValue: configuration.code) else {
            throw Failure(.notSo, "'\(configuration.code)' is no node code", cure: "mend the node's file")
        }
        let care = AccountCare(configuration, by: .system(of: code))
        do {
            try await NodeData(of: configuration).write { try work(care, $0, $1) }
        } catch let refusal as AccountRefusal {
            throw Failure(refusal)
        }
    }

    /// A password that was drawn now, and how it is stored.
    static func drawPassword() async throws -> (password: String, hash: String) {
        let password = DrawnPassword.draw()
        return (password, try await onBlockingThread("password") { PasswordHash(password).text })
    }
}

extension Terminal {
    /// Shows a password that stands nowhere.
    func say(_ password: String, of account: String) {
        say(.object(["account": .string(account), "password": .string(password)])) {
            """
            账号  \(account)
            密码  \(styled(password, .heading))
            \(styled("密码只显示这一次，首次登录须更改。", .warning))
            """
        }
    }

    /// Says what was done to an account.
    func say(_ action: String, _ account: String, _ text: String) {
        say(.object(["account": .string(account), "action": .string(action)])) { "\(text) \(account)" }
    }
}

extension Failure {
    /// Why nothing was done to an account.
    fileprivate init(_ refusal: AccountRefusal) {
        switch refusal {
        case .unknown(let id):
            self.init(.notSo, "there is no account '\(id)'", cure: "'hotline account list' shows them")
        case .exists(let id):
            self.init(
                .notSo, "there is an account '\(id)' already, or the node's file has one of another role or unit",
                cure: "give another name, or reset the password of the one there is")
        case .configured(let id):
            self.init(.notSo, "account '\(id)' is the node's file's", cure: "change it there, start the node anew")
        case .lastAdministrator(let id):
            self.init(
                .notSo, "'\(id)' is the last administrator, nothing was changed",
                cure: "create or enable another one first")
        }
    }
}
