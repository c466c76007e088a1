import WorkCalendar

/// `hotline calendar show`: one year's holidays and make-up working days, and its versions.
struct CalendarShowCommand: Command {
    static let name = "calendar show"
    static let summary = "show a year of a node's working-day calendar: each holiday and make-up working day"
    static let positionals = [year]
    static let options = ClientOptions.all
    static let examples = [Example("hotline calendar show 2026", "the year in force, and which versions it had")]

    private static let year = Positional("YEAR", "such as 2026")

    private let client: ClientOptions
    private let year: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        year = try arguments.required(Self.year)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let answer = try await NodeClient(client).value(.get(["calendar", year]))
        switch terminal.language {
        case .json: terminal.print(record: answer)
        case .text:
            terminal.print(Self.days(of: answer))
            terminal.print(terminal.styled("版本", .heading))
            terminal.print(CalendarListCommand.table(of: answer.list("versions")))
        }
        return .ok
    }

    private static func days(of year: JSONValue) -> Table {
        var table = Table([.init("日期"), .init("星期"), .init("安排"), .init("节日")])
        for day in year.list("days") {
            let weekday = Day(day.text("date")).map { DayTable.weekdays[$0.weekday] } ?? ""
            let isWorked = day.text("kind") == WorkCalendar.Kind.makeUpWorkingDay.rawValue
            table.add(
                .init(day.text("date")), .init(weekday), .init(isWorked ? "上班" : "放假", isWorked ? .warning : .plain),
                .init(day.text("name")))
        }
        return table
    }
}
