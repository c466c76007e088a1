import Foundation
import WorkCalendar

/// `hotline status`: a node's health on one screen.
struct StatusCommand: Command {
    static let name = "status"
    static let summary = "show a node's health on one screen"
    static let discussion = """
        With --check it ends with 1 when a person should look: an alarm, a dead letter, a parked message, a suspended
        link, or a node that is not in normal mode. A neighbour that merely cannot be reached is no such case.
        """
    static let options: [any OptionDeclaration] = [check] + ClientOptions.all
    static let examples = [
        Example("hotline status --node http://127.0.0.1:14052 --token-file operator.token", "one node"),
        Example("hotline status --check --json | jq .alarms", "for a monitoring system"),
    ]

    private static let check = Flag("check", "end with 1 when something needs a person")

    private let client: ClientOptions
    private let checks: Bool

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        checks = arguments.has(Self.check)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let status = try await NodeClient(client).value(.get(["status"]))
        let now = Moment(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))
        terminal.say(status) { StatusSheet(status, now: now).text(on: terminal) }
        return checks && StatusSheet(status, now: now).needsAttention ? .notSo : .ok
    }
}
