import Node
import Topology

/// The addresses and sign-ins of a running network.
struct NetworkTable {
    private let plan: NetworkPlan

    init(_ plan: NetworkPlan) {
        self.plan = plan
    }

    /// One record a node, with every sign-in.
    var records: [JSONValue] {
        plan.members.map { member in
            let signIns = member.configuration.staff.map { account in
                JSONValue.object([
                    "id": .string(account.id), "name": .string(account.name), "role": .string(account.role.rawValue),
                    "unit": account.unit.map(JSONValue.string) ?? .null,
                    "token": member.tokens[account.id].map(JSONValue.string) ?? .null,
                    "password": member.passwords[account.id].map(JSONValue.string) ?? .null,
                ])
            }
            return .object(["node": .object([
                "code": .string(member.code), "name": .string(member.name), "address": .string(member.address),
                "tier": .string(member.configuration.tier.rawValue), "signIns": .array(signIns),
            ])])
        }
    }

    /// For people: the duties of each hotline and one of its units; all others stand in the network's folder.
    func text(on terminal: Terminal) -> String {
        var table = Table([
            .init("节点"), .init("代码"), .init("地址"), .init("账号"), .init("姓名", shrinks: true), .init("密码"),
            .init("令牌"),
        ])
        for member in plan.members {
            var isFirst = true
            for account in Self.shown(of: member) {
                table.add(
                    .init(isFirst ? member.name : "", .heading), .init(isFirst ? member.code : ""),
                    .init(isFirst ? member.address : ""), .init(account.id), .init(account.name),
                    .init(member.passwords[account.id] ?? ""), .init(member.tokens[account.id] ?? ""))
                isFirst = false
            }
        }
        return table.text(width: terminal.width, colour: terminal.colour) + hint(terminal)
    }

    private func hint(_ terminal: Terminal) -> String {
        let accounts = plan.members.map(\.configuration.staff.count).reduce(0, +)
        var lines = ["全部 \(accounts) 个账号的密码和令牌在 \(plan.folder)/secrets.json，日志和数据也在该目录。"]
        if let member = plan.members.last, let token = member.tokens["dispatcher"] {
            lines.append("试一试：hotline ticket list --node \(member.address) --token \(token)")
        }
        return "\n" + lines.map { terminal.styled($0, .faint) + "\n" }.joined()
    }

    private static let duties = ["operator", "dispatcher", "reviewer", "supervisor", "admin"]

    private static func shown(of member: NetworkPlan.Member) -> [NodeConfiguration.Account] {
        let staff = member.configuration.staff
        let unit = staff.first { $0.role == .unit }.map { [$0] } ?? []
        let shown = staff.filter { duties.contains($0.id) } + unit
        return shown.isEmpty ? Array(staff.prefix(1)) : shown
    }
}
