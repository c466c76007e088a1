import HotlineCore

/// 七（三）: consultation and help 3 working days, suggestion, 反映 (read: report) and complaint 7, from the next day.
///
/// Each comment counts the days as a person does on the printed calendar; `*` is a weekend day worked instead (调休).
extension DeadlineTable {
    static let yuncheng2019 = [
        // Friday evening, 2026-09-11 18:00.
        // 09-14, 09-15, 09-16
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2026-09-11T18:00", "2026-09-16"),
        DeadlineRow("yuncheng-2019", .help, .handling, "2026-09-11T18:00", "2026-09-16"),  // 09-14, 09-15, 09-16
        // 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*, 09-21
        DeadlineRow("yuncheng-2019", .suggestion, .handling, "2026-09-11T18:00", "2026-09-21"),
        // 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*, 09-21
        DeadlineRow("yuncheng-2019", .complaint, .handling, "2026-09-11T18:00", "2026-09-21"),
        // 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*, 09-21
        DeadlineRow("yuncheng-2019", .report, .handling, "2026-09-11T18:00", "2026-09-21"),
        // A make-up Saturday, 2026-10-10 16:00.
        // 10-12, 10-13, 10-14
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2026-10-10T16:00", "2026-10-14"),
        DeadlineRow("yuncheng-2019", .help, .handling, "2026-10-10T16:00", "2026-10-14"),  // 10-12, 10-13, 10-14
        // 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("yuncheng-2019", .suggestion, .handling, "2026-10-10T16:00", "2026-10-20"),
        // 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("yuncheng-2019", .complaint, .handling, "2026-10-10T16:00", "2026-10-20"),
        // 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("yuncheng-2019", .report, .handling, "2026-10-10T16:00", "2026-10-20"),
        // Before the National Day, 2026-09-30 16:00.
        // 10-08, 10-09, 10-10*
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2026-09-30T16:00", "2026-10-10"),
        DeadlineRow("yuncheng-2019", .help, .handling, "2026-09-30T16:00", "2026-10-10"),  // 10-08, 10-09, 10-10*
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("yuncheng-2019", .suggestion, .handling, "2026-09-30T16:00", "2026-10-15"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("yuncheng-2019", .complaint, .handling, "2026-09-30T16:00", "2026-10-15"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("yuncheng-2019", .report, .handling, "2026-09-30T16:00", "2026-10-15"),
        // Before the Spring Festival, 2026-02-13 16:00.
        // 02-14*, 02-24, 02-25
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2026-02-13T16:00", "2026-02-25"),
        DeadlineRow("yuncheng-2019", .help, .handling, "2026-02-13T16:00", "2026-02-25"),  // 02-14*, 02-24, 02-25
        // 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*, 03-02
        DeadlineRow("yuncheng-2019", .suggestion, .handling, "2026-02-13T16:00", "2026-03-02"),
        // 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*, 03-02
        DeadlineRow("yuncheng-2019", .complaint, .handling, "2026-02-13T16:00", "2026-03-02"),
        // 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*, 03-02
        DeadlineRow("yuncheng-2019", .report, .handling, "2026-02-13T16:00", "2026-03-02"),
        // Year's end, 2025-12-31 16:00.
        // 01-04*, 01-05, 01-06
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2025-12-31T16:00", "2026-01-06"),
        DeadlineRow("yuncheng-2019", .help, .handling, "2025-12-31T16:00", "2026-01-06"),  // 01-04*, 01-05, 01-06
        // 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09, 01-12
        DeadlineRow("yuncheng-2019", .suggestion, .handling, "2025-12-31T16:00", "2026-01-12"),
        // 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09, 01-12
        DeadlineRow("yuncheng-2019", .complaint, .handling, "2025-12-31T16:00", "2026-01-12"),
        // 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09, 01-12
        DeadlineRow("yuncheng-2019", .report, .handling, "2025-12-31T16:00", "2026-01-12"),
        // Received on a holiday, 2026-10-03 10:00.
        // 10-08, 10-09, 10-10*
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2026-10-03T10:00", "2026-10-10"),
        DeadlineRow("yuncheng-2019", .help, .handling, "2026-10-03T10:00", "2026-10-10"),  // 10-08, 10-09, 10-10*
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("yuncheng-2019", .suggestion, .handling, "2026-10-03T10:00", "2026-10-15"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("yuncheng-2019", .complaint, .handling, "2026-10-03T10:00", "2026-10-15"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("yuncheng-2019", .report, .handling, "2026-10-03T10:00", "2026-10-15"),
        // A reference date of the operators' desk.
        // 05-06, 05-07, 05-08
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2026-04-30T16:00", "2026-05-08"),
        // Its first year's end.
        // 01-02, 01-03, 01-06
        DeadlineRow("yuncheng-2019", .consultation, .handling, "2019-12-31T16:00", "2020-01-06"),
        // 01-02, 01-03, 01-06, 01-07, 01-08, 01-09, 01-10
        DeadlineRow("yuncheng-2019", .complaint, .handling, "2019-12-31T16:00", "2020-01-10"),
        // The Spring Festival of 2020 was lengthened to 2 February while it ran.
        DeadlineRow("yuncheng-2019", .help, .handling, "2020-01-22T16:00", "2020-02-04"),  // 01-23, 02-03, 02-04
        // 01-23, 02-03, 02-04, 02-05, 02-06, 02-07, 02-10
        DeadlineRow("yuncheng-2019", .report, .handling, "2020-01-22T16:00", "2020-02-10"),
        // Labour Day 2020: 1 to 5 May, Saturday 9 May worked.
        DeadlineRow("yuncheng-2019", .help, .handling, "2020-04-30T16:00", "2020-05-08"),  // 05-06, 05-07, 05-08
        // 05-06, 05-07, 05-08, 05-09*, 05-11, 05-12, 05-13
        DeadlineRow("yuncheng-2019", .suggestion, .handling, "2020-04-30T16:00", "2020-05-13"),
        // A year not announced.
        // 12-31, 01-04, 01-05
        DeadlineRow("yuncheng-2019", .help, .handling, "2026-12-30T16:00", "2027-01-05", provisional: true),
        // 七（三）: returned within 2 days from the day after receipt, calendar days (reading).
        // 11, 12 Saturday → Monday 14
        DeadlineRow("yuncheng-2019", .help, .return, "2026-09-10T16:00", "2026-09-14"),
        // 19, 20 Sunday, worked: stays
        DeadlineRow("yuncheng-2019", .help, .return, "2026-09-18T16:00", "2026-09-20"),
        DeadlineRow("yuncheng-2019", .help, .return, "2026-09-30T16:00", "2026-10-08"),  // 1, 2 October → 8 October
        // 七（四）: a redo by supervision letter, without another limit 7 working days (reading).
        DeadlineRow("yuncheng-2019", .help, .redo, "2026-09-11T18:00", "2026-09-21"),  // 14, 15, 16, 17, 18, 20*, 21
        // Signing, extension and revisit have no limit (未规定).
        DeadlineRow("yuncheng-2019", .help, .sign, "2026-09-14T16:00", nil),
        DeadlineRow("yuncheng-2019", .help, .extension, "2026-09-14T16:00", nil),
        DeadlineRow("yuncheng-2019", .help, .revisit, "2026-09-14T16:00", nil),
    ]
}
