import Foundation
import Node

/// One request of a screen, as a role asks it.
struct ListsScreen: Sendable {
    let name: String
    let role: NodeConfiguration.Account.Role
    let path: String

    /// What the desks ask all day, and the questions that no queue answers.
    static let all = desks + queues + lists

    private static let roles: [NodeConfiguration.Account.Role] = [
        .operator, .dispatcher, .unit, .reviewer, .supervisor, .admin,
    ]

    private static let desks = roles.map { ListsScreen(name: "desk of the \($0)", role: $0, path: "/desk") }

    private static let queues = [
        screen("to dispatch", .dispatcher, "state=accepted&order=due"),
        screen("returns to decide", .reviewer, "assignmentState=returnAsked&order=due"),
        screen("all overdue, earliest first", .supervisor, "due=overdue&order=due"),
        screen("in hand at one unit", .unit, "assignmentState=signed&order=due"),
        screen("open ones of one operator", .operator, "open=true&registeredBy=operator7&order=due"),
    ]

    private static let lists = [
        screen("all, newest first", .admin, ""),
        screen("all, oldest first, 500 a page", .admin, "order=oldest&limit=500"),
        screen("archived", .admin, "state=archived"),
        screen("kind, channel and state", .admin, "kind=complaint&channel=internet&state=archived"),
        screen("one category", .admin, "category=事项7"),
        screen("unsatisfied", .reviewer, "result=unsatisfied"),
        screen("marked returned or repeated", .supervisor, "mark=returned,repeat"),
        screen("all of one unit", .dispatcher, "unit=unit3"),
        screen("all that a unit may see", .unit, ""),
        screen("a common word", .operator, "q=停水"),
        screen("a common word, a kind and a state", .operator, "q=停水&kind=help&state=archived"),
        screen("a rare word", .operator, "q=第4711号楼"),
        screen("a place, earliest limit first", .dispatcher, "area=大阳镇&order=due"),
    ]

    private static func screen(_ name: String, _ role: NodeConfiguration.Account.Role, _ query: String) -> ListsScreen {
        let escaped = query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? query
        return ListsScreen(name: name, role: role, path: query.isEmpty ? "/tickets" : "/tickets?\(escaped)")
    }
}
