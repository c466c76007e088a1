import Foundation
import HotlineCore
import Node
import Storage
import WorkCalendar

/// `hotline account list`: who signs in at the console.
struct AccountListCommand: Command {
    static let name = "account list"
    static let summary = "list the accounts of a node's console, and which of them are locked"
    static let options: [any OptionDeclaration] = [ServeCommand.config]
    static let examples = [Example("hotline account list --config node.json5", "who signs in")]

    private let config: String

    init(_ arguments: Arguments) throws(Failure) {
        config = try arguments.required(ServeCommand.config)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let now = Int64(Date.now.timeIntervalSince1970 * 1_000)
        let items = try await NodeData(of: NodeConfiguration.read(config)).read { transaction in
            try AccountStore.list(in: transaction).map { account in
                let subject = AccountCare.failureSubject(account.id)
                let failures = try SignInFailureStore.find(.account, subject, in: transaction)
                let until = failures.flatMap { $0.lockedUntil > now ? $0.lockedUntil : nil }
                return Self.record(account, lockedUntil: until)
            }
        }
        terminal.printList(ListedItems(items: items, total: items.count), as: Self.table(of: items))
        return .ok
    }

    private static func record(_ account: AccountStore.Account, lockedUntil: Int64?) -> JSONValue {
        let moment = { (milliseconds: Int64?) -> JSONValue in
            milliseconds.map { .string(Moment(milliseconds: $0).description) } ?? .null
        }
        return .object([
            "account": .string(account.id), "name": .string(account.name), "role": .string(account.role.rawValue),
            "unit": account.unit.map { .string($0.rawValue) } ?? .null,
            "configured": .bool(account.configured != nil), "mustChangePassword": .bool(account.mustChange),
            "createdAt": moment(account.createdAt), "signedInAt": moment(account.signedInAt),
            "disabledAt": moment(account.disabledAt), "lockedUntil": moment(lockedUntil),
        ])
    }

    private static func table(of items: [JSONValue]) -> Table {
        var table = Table([
            .init("账号"), .init("姓名", shrinks: true), .init("角色"), .init("单位"), .init("上次登录"), .init("状态"),
        ])
        for item in items {
            let isDisabled = !item.text("disabledAt").isEmpty
            let locked = item.text("lockedUntil")
            let state = isDisabled ? "已停用" : locked.isEmpty ? "" : "锁定至 \(LocalTime.minute(locked))"
            table.add(
                .init(item.text("account"), isDisabled ? .faint : .plain), .init(item.text("name")),
                .init(Role(rawValue: item.text("role"))?.displayName ?? item.text("role")),
                .init(item.text("unit")), .init(LocalTime.minute(item.text("signedInAt"))),
                .init(state, state.isEmpty ? .plain : .warning))
        }
        return table
    }
}
