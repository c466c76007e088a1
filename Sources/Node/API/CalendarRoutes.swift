import Foundation
import HTTPServer
import HotlineCore
import NodeCore
import Platform
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/calendar`: the years of the working-day calendar, their versions and notices.
    mutating func addCalendar() {
        let context = context
        get("/calendar", .everyone, .years) { _ in try await context.calendarYears() }
        get("/calendar/{year}", .everyone, .year) { try await context.calendarYear($0) }
        post("/calendar", .administrators, .announcement) { try await context.importCalendar($0) }
    }
}

extension NodeContext {
    fileprivate func calendarYears() async throws -> Response {
        let versions = try await calendarVersions()
        var writer = JSONWriter(capacity: 4_096)
        writer.object { writer in
            writer.key("items")
            writer.list(versions) { writer, version in
                writer.object { $0.members(of: version) }
            }
            writer.member("total", versions.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func calendarYear(_ call: Call) async throws -> Response {
        let text = call.request.pathParameters["year"]
        let versions = try await calendarVersions().filter { String($0.year.number) == text }
        guard let current = versions.last else {
            throw APIProblem(
                .unknownItem, "\(text)年的放假安排尚未载入", cure: "公布后由管理员以 POST /api/v1/calendar 载入")
        }
        var writer = JSONWriter(capacity: 8_192)
        writer.object { writer in
            writer.members(of: current)
            writer.key("days")
            writer.list(current.year.days) { writer, day in
                writer.object { writer in
                    writer.member("date", day.day.description)
                    writer.member("kind", day.kind.rawValue)
                    writer.member("name", day.name)
                }
            }
            writer.key("versions")
            writer.list(versions) { writer, version in
                writer.object { $0.members(of: version) }
            }
        }
        return .json(writer.bytes)
    }

    /// Takes the years of a file, then counts the limits of open tickets anew.
    fileprivate func importCalendar(_ call: Call) async throws -> Response {
        _ = try call.request.json()
        let years = try AnnouncedYear.read(call.request.body)
        let actor = call.caller.actor(at: code)
        let new = try await engine.commit { try $0.importYears(years, by: actor, in: $1, at: $2) }
        let recounted = try await engine.recountLimits(by: actor, provisionalOnly: false)
        log.notice("calendar.imported", ["years": .text("\(new)"), "tickets": .number(Double(recounted))])
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("imported")
            writer.list(new) { $0.value($1) }
            writer.key("unchanged")
            writer.list(years.map(\.number).filter { !new.contains($0) }) { $0.value($1) }
            writer.member("recounted", recounted)
        }
        return .json(writer.bytes)
    }

    /// The program's own years and the imported ones, by year, oldest first.
    private func calendarVersions() async throws -> [CalendarVersion] {
        let own = try WorkCalendar.embeddedYears().map { CalendarVersion(year: $0) }
        let imported = try await engine.read { try CalendarStore.versions(in: $0) }.map { CalendarVersion($0) }
        var versions = (own + imported).sorted { ($0.year.number, $0.id) < ($1.year.number, $1.id) }
        for index in versions.indices {
            let next = versions.index(after: index)
            let isLast = next == versions.endIndex || versions[next].year.number != versions[index].year.number
            versions[index].isInForce = isLast
        }
        return versions
    }
}

/// A version of a year as the API shows it.
private struct CalendarVersion {
    var year: AnnouncedYear
    /// 0 for the program's own.
    var id: Int64 = 0
    var importedAt: Int64?
    var importedBy: String?
    var isInForce = false

    init(year: AnnouncedYear) { self.year = year }

    init(_ version: CalendarStore.Version) {
        year = version.year
        (id, importedAt, importedBy) = (version.id, version.importedAt, version.importedBy)
    }
}

extension AnnouncedYear {
    /// The years of a request's body. 422 with the place in the document where it is wrong.
    fileprivate static func read(_ body: [UInt8]) throws(APIProblem) -> [AnnouncedYear] {
        let years: [AnnouncedYear]
        do throws(CalendarFileError) {
            years = try HolidayFile.read(Data(body), name: "body")
        } catch {
            throw .invalidCalendar(error.path, error.reason, cure: error.cure)
        }
        guard !years.isEmpty else { throw .invalidCalendar("years", "没有年份", cure: "至少给出一个年份") }
        if let bare = years.first(where: { $0.notices.allSatisfy(\.isEmpty) }) {
            throw .invalidCalendar("years.\(bare.number).notices", "必填", cure: "注明放假安排通知的文号")
        }
        return years
    }
}

extension APIProblem {
    fileprivate static func invalidCalendar(_ path: String, _ reason: String, cure: String) -> APIProblem {
        APIProblem(
            .invalidForm, "放假安排文件有误，\(path)：\(reason)", cure: cure,
            errors: [FieldError(field: path, message: reason)])
    }
}

extension JSONWriter {
    fileprivate mutating func members(of version: CalendarVersion) {
        member("year", version.year.number)
        member("version", version.id)
        member("inForce", version.isInForce)
        key("notices")
        list(version.year.notices) { $0.value($1) }
        member("holidays", version.year.holidays.count)
        member("workdays", version.year.workdays.count)
        moment("importedAt", version.importedAt)
        member("importedBy", version.importedBy)
    }
}

extension RouteDescription {
    fileprivate static let years = RouteDescription(.calendar, "Every version of every announced year 放假安排")
        .answers(.items(.calendarVersion, .always("total", .count, "How many versions")))

    fileprivate static let year = RouteDescription(.calendar, "The year in force: holidays and make-up working days 调休")
        .refuses(.unknownItem).answers(.component(.calendarVersion))

    fileprivate static let announcement = RouteDescription(
        .calendar, "Load years as announced or amended 载入放假安排",
        "Each takes the place of what was known of it; limits of open tickets are counted anew.")
        .takes(("application/json", .component(.calendarFile)), example: [
            "years": ["2027": [
                "notices": ["国办发明电〔2026〕9号"], "holidays": ["2027-01-01": "元旦"], "workdays": ["2027-01-02": "元旦"],
            ]],
        ])
        .refuses(.form)
        .answers(.object([
            .always("imported", .list(of: .integer(2027)), "Years that are new or changed"),
            .always("unchanged", .list(of: .integer(2026)), "Years that were known so"),
            .always("recounted", .count, "Tickets whose limits came out differently"),
        ]))
}
