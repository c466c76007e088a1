import HotlineCore

/// 二（三）3: consultation and suggestion 3 working days, help 7, complaint 10; report as complaint (reading).
/// “自收到事项之日起”: from the next day.
///
/// Each comment counts the days as a person does on the printed calendar; `*` is a weekend day worked instead (调休).
extension DeadlineTable {
    static let zezhou2020 = [
        // Friday evening, 2026-09-11 18:00.
        // 09-14, 09-15, 09-16
        DeadlineRow("zezhou-2020", .consultation, .handling, "2026-09-11T18:00", "2026-09-16"),
        DeadlineRow("zezhou-2020", .suggestion, .handling, "2026-09-11T18:00", "2026-09-16"),  // 09-14, 09-15, 09-16
        // 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*, 09-21
        DeadlineRow("zezhou-2020", .help, .handling, "2026-09-11T18:00", "2026-09-21"),
        // 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*, 09-21, 09-22, 09-23, 09-24
        DeadlineRow("zezhou-2020", .complaint, .handling, "2026-09-11T18:00", "2026-09-24"),
        // 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*, 09-21, 09-22, 09-23, 09-24
        DeadlineRow("zezhou-2020", .report, .handling, "2026-09-11T18:00", "2026-09-24"),
        // A make-up Saturday, 2026-10-10 16:00.
        // 10-12, 10-13, 10-14
        DeadlineRow("zezhou-2020", .consultation, .handling, "2026-10-10T16:00", "2026-10-14"),
        DeadlineRow("zezhou-2020", .suggestion, .handling, "2026-10-10T16:00", "2026-10-14"),  // 10-12, 10-13, 10-14
        // 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("zezhou-2020", .help, .handling, "2026-10-10T16:00", "2026-10-20"),
        // 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20, 10-21, 10-22, 10-23
        DeadlineRow("zezhou-2020", .complaint, .handling, "2026-10-10T16:00", "2026-10-23"),
        // 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20, 10-21, 10-22, 10-23
        DeadlineRow("zezhou-2020", .report, .handling, "2026-10-10T16:00", "2026-10-23"),
        // Before the National Day, 2026-09-30 16:00.
        // 10-08, 10-09, 10-10*
        DeadlineRow("zezhou-2020", .consultation, .handling, "2026-09-30T16:00", "2026-10-10"),
        DeadlineRow("zezhou-2020", .suggestion, .handling, "2026-09-30T16:00", "2026-10-10"),  // 10-08, 10-09, 10-10*
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("zezhou-2020", .help, .handling, "2026-09-30T16:00", "2026-10-15"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("zezhou-2020", .complaint, .handling, "2026-09-30T16:00", "2026-10-20"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("zezhou-2020", .report, .handling, "2026-09-30T16:00", "2026-10-20"),
        // Before the Spring Festival, 2026-02-13 16:00.
        // 02-14*, 02-24, 02-25
        DeadlineRow("zezhou-2020", .consultation, .handling, "2026-02-13T16:00", "2026-02-25"),
        DeadlineRow("zezhou-2020", .suggestion, .handling, "2026-02-13T16:00", "2026-02-25"),  // 02-14*, 02-24, 02-25
        // 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*, 03-02
        DeadlineRow("zezhou-2020", .help, .handling, "2026-02-13T16:00", "2026-03-02"),
        // 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*, 03-02, 03-03, 03-04, 03-05
        DeadlineRow("zezhou-2020", .complaint, .handling, "2026-02-13T16:00", "2026-03-05"),
        // 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*, 03-02, 03-03, 03-04, 03-05
        DeadlineRow("zezhou-2020", .report, .handling, "2026-02-13T16:00", "2026-03-05"),
        // Year's end, 2025-12-31 16:00.
        // 01-04*, 01-05, 01-06
        DeadlineRow("zezhou-2020", .consultation, .handling, "2025-12-31T16:00", "2026-01-06"),
        DeadlineRow("zezhou-2020", .suggestion, .handling, "2025-12-31T16:00", "2026-01-06"),  // 01-04*, 01-05, 01-06
        // 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09, 01-12
        DeadlineRow("zezhou-2020", .help, .handling, "2025-12-31T16:00", "2026-01-12"),
        // 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09, 01-12, 01-13, 01-14, 01-15
        DeadlineRow("zezhou-2020", .complaint, .handling, "2025-12-31T16:00", "2026-01-15"),
        // 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09, 01-12, 01-13, 01-14, 01-15
        DeadlineRow("zezhou-2020", .report, .handling, "2025-12-31T16:00", "2026-01-15"),
        // Received on a holiday, 2026-10-03 10:00.
        // 10-08, 10-09, 10-10*
        DeadlineRow("zezhou-2020", .consultation, .handling, "2026-10-03T10:00", "2026-10-10"),
        DeadlineRow("zezhou-2020", .suggestion, .handling, "2026-10-03T10:00", "2026-10-10"),  // 10-08, 10-09, 10-10*
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("zezhou-2020", .help, .handling, "2026-10-03T10:00", "2026-10-15"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("zezhou-2020", .complaint, .handling, "2026-10-03T10:00", "2026-10-20"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15, 10-16, 10-19, 10-20
        DeadlineRow("zezhou-2020", .report, .handling, "2026-10-03T10:00", "2026-10-20"),
        // While it was in force: Labour Day 2023 is 29 April to 3 May, Saturday 6 May worked.
        // 05-04, 05-05, 05-06*
        DeadlineRow("zezhou-2020", .consultation, .handling, "2023-04-28T16:00", "2023-05-06"),
        // 05-04, 05-05, 05-06*, 05-08, 05-09, 05-10, 05-11
        DeadlineRow("zezhou-2020", .help, .handling, "2023-04-28T16:00", "2023-05-11"),
        // as help to 05-11 (7), 05-12, 05-15, 05-16
        DeadlineRow("zezhou-2020", .complaint, .handling, "2023-04-28T16:00", "2023-05-16"),
        // New Year 2023 is 31 December to 2 January.
        DeadlineRow("zezhou-2020", .suggestion, .handling, "2022-12-30T16:00", "2023-01-05"),  // 01-03, 01-04, 01-05
        // 3, 4, 5, 6, 9, 10, 11, 12, 13, 16 January
        DeadlineRow("zezhou-2020", .report, .handling, "2022-12-30T16:00", "2023-01-16"),
        // 二（二）5: returned within 2 working days.
        DeadlineRow("zezhou-2020", .help, .return, "2026-09-11T18:00", "2026-09-15"),  // 14, 15
        DeadlineRow("zezhou-2020", .help, .return, "2026-09-30T16:00", "2026-10-09"),  // 10-08, 10-09
        DeadlineRow("zezhou-2020", .help, .return, "2026-10-09T16:00", "2026-10-12"),  // 10-10*, 10-12
        // 二（三）3: an extension no longer than the kind's limit.
        // due 05-16; then 17, 18, 19, 22, 23, 24, 25, 26, 29, 30
        DeadlineRow("zezhou-2020", .complaint, .extension, "2023-04-28T16:00", "2023-05-30"),
        // due 09-16; then 17, 18, 20*
        DeadlineRow("zezhou-2020", .consultation, .extension, "2026-09-11T18:00", "2026-09-20"),
        // 二（二）4: a redo takes 5 working days.
        DeadlineRow("zezhou-2020", .help, .redo, "2026-09-11T18:00", "2026-09-18"),  // 14, 15, 16, 17, 18
        // Neither signing nor revisit has a limit (未规定).
        DeadlineRow("zezhou-2020", .help, .sign, "2026-09-14T16:00", nil),
        DeadlineRow("zezhou-2020", .help, .revisit, "2026-09-14T16:00", nil),
    ]
}
