import HotlineCore
import Storage

extension AccountStore.Account {
    /// What is another than it was, as the audit says it: 角色 坐席→管理员；单位 water→—. Nil where nothing is.
    func changes(since before: Self) -> String? {
        let changes = [
            ("姓名", before.name, name), ("角色", before.role.displayName, role.displayName),
            ("单位", before.unit?.rawValue ?? "—", unit?.rawValue ?? "—"),
        ]
        let texts = changes.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1)→\($0.2)" }
        return texts.isEmpty ? nil : texts.joined(separator: "；")
    }
}
