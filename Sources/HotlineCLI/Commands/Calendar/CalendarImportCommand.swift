import WorkCalendar

/// `hotline calendar import`: years of the working-day calendar, as announced or amended.
struct CalendarImportCommand: Command {
    static let name = "calendar import"
    static let summary = "load announced or amended years of the working-day calendar into a running node"
    static let discussion = """
        FILE is {"years":{"2027":{"notices":["文号"],"holidays":{"2027-01-01":"元旦"},"workdays":{"2027-01-02":"元旦"}}}}:
        holidays with the weekends inside them, workdays the weekend days worked instead. Each year is a version of the
        whole year with its notices; a later version of a year replaces it, the earlier ones are kept. Limits of open
        tickets that come out differently are counted anew, with an entry in their timelines; closed tickets stay.
        """
    static let positionals = [file]
    static let options: [any OptionDeclaration] = [notice, check] + ClientOptions.all
    static let examples = [
        Example("hotline calendar import 2027.json --check", "whether the file is right; no node is asked"),
        Example("hotline calendar import 2027.json --notice 国办发明电〔2026〕9号", "a file that names no notice itself"),
    ]

    private static let file = Positional("FILE", "the years, as JSON")
    private static let notice = Option<String>(
        "notice", "NUMBER", "文号, for years whose file names no notice", repeats: true)
    private static let check = Flag("check", "check the file, and end")

    private let client: ClientOptions?
    private let years: [AnnouncedYear]

    init(_ arguments: Arguments) throws(Failure) {
        client = arguments.has(Self.check) ? nil : try ClientOptions(arguments)
        let path = try arguments.required(Self.file)
        let notices = try arguments.values(Self.notice)
        years = try CalendarFile.years(of: path).map { year in
            var year = year
            if year.notices.isEmpty { year.notices = notices }
            return year
        }
        guard !years.isEmpty else { throw .usage("\(path): years: holds no year", cure: "give at least one year") }
        if let bare = years.first(where: \.notices.isEmpty) {
            throw .usage(
                "\(path): years.\(bare.number).notices: missing",
                cure: "name the notice (文号) there, or give it with --notice")
        }
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        guard let client else {
            let numbers = years.map(\.number)
            terminal.say(.object(["ok": .bool(true), "years": .array(numbers.map(JSONValue.integer))])) {
                "文件无误：\(numbers.map { "\($0)年" }.joined(separator: "、"))"
            }
            return .ok
        }
        let members = try years.map { (String($0.number), try JSONValue($0)) }
        let body = JSONValue.object(["years": .object(Dictionary(uniqueKeysWithValues: members))])
        let answer = try await NodeClient(client).value(.post(["calendar"], body: body))
        terminal.say(answer) {
            let imported = answer.list("imported").compactMap(\.integer).map { "\($0)年" }
            guard !imported.isEmpty else { return "没有变化：已是现行版本" }
            return "已载入 \(imported.joined(separator: "、"))，重算 \(answer.text("recounted")) 件未办结工单的时限"
        }
        return .ok
    }
}
