import Testing
import WorkCalendar

@Suite struct ExplanationTests {
    let calendar: WorkCalendar

    init() throws {
        calendar = try WorkCalendar.embedded()
    }

    private func reasons(_ rule: LimitRule, _ from: String) throws -> [String] {
        let start = try #require(Moment(from))
        let days = try #require(calendar.deadline(rule, from: start, explaining: true).days)
        return days.map { "\($0.date) \($0.counted ? "计" : "不计") \($0.reason)" }
    }

    @Test func namesFestivalAndNotice() throws {
        let rule = LimitRule(unit: .workingDay, amount: 2, firstDay: .same)
        #expect(try reasons(rule, "2026-09-24T16:00:00+08:00") == [
            "2026-09-24 计 工作日",
            "2026-09-25 不计 法定节假日：中秋节（国办发明电〔2025〕7号）",
            "2026-09-26 不计 法定节假日：中秋节（国办发明电〔2025〕7号）",
            "2026-09-27 不计 法定节假日：中秋节（国办发明电〔2025〕7号）",
            "2026-09-28 计 工作日",
        ])
    }

    @Test func namesTheMoveOfTheLastDay() throws {
        let rule = LimitRule(unit: .calendarDay, amount: 2, rollToWorkingDay: true)
        #expect(try reasons(rule, "2026-09-10T09:00:00+08:00") == [
            "2026-09-10 不计 首日不计（民法典第二百零一条）",
            "2026-09-11 计 自然日",
            "2026-09-12 计 自然日",
            "2026-09-13 不计 周末",
            "2026-09-14 不计 末日顺延至此（民法典第二百零三条）",
        ])
    }

    @Test func namesWhatIsProvisional() throws {
        let rule = LimitRule(unit: .workingDay, amount: 2)
        #expect(try reasons(rule, "2026-12-31T09:00:00+08:00") == [
            "2026-12-31 不计 首日不计（民法典第二百零一条）",
            "2027-01-01 不计 法定节假日（2027年放假安排未公布，暂计）",
            "2027-01-02 不计 周末（2027年放假安排未公布，暂计）",
            "2027-01-03 不计 周末（2027年放假安排未公布，暂计）",
            "2027-01-04 计 工作日（2027年放假安排未公布，暂计）",
            "2027-01-05 计 工作日（2027年放假安排未公布，暂计）",
        ])
    }

    /// Both years were amended while they ran: Labour Day 2019, the Spring Festival of 2020.
    @Test func everyEmbeddedYearKeepsItsNotices() throws {
        let years = try WorkCalendar.embeddedYears()
        #expect(years.map(\.number) == Array(2019...2026))
        #expect(years.allSatisfy { !$0.notices.isEmpty })
        #expect(calendar.notices(of: 2019) == ["国办发明电〔2018〕15号", "国办发明电〔2019〕3号"])
        #expect(calendar.notices(of: 2020)?.count == 2)
        #expect(calendar.notices(of: 2027) == nil)
    }
}
