import HotlineCore

/// Art. 16: consultation 2 working days, the others 5, “自收到事项之日起”: from the next day (Civil Code art. 201).
///
/// Each comment counts the days as a person does on the printed calendar; `*` is a weekend day worked instead (调休).
extension DeadlineTable {
    static let zezhou2023 = [
        // Friday evening, 2026-09-11 18:00.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-09-11T18:00", "2026-09-15"),  // 09-14, 09-15
        // 09-14, 09-15, 09-16, 09-17, 09-18
        DeadlineRow("zezhou-2023", .help, .handling, "2026-09-11T18:00", "2026-09-18"),
        // 09-14, 09-15, 09-16, 09-17, 09-18
        DeadlineRow("zezhou-2023", .suggestion, .handling, "2026-09-11T18:00", "2026-09-18"),
        // 09-14, 09-15, 09-16, 09-17, 09-18
        DeadlineRow("zezhou-2023", .complaint, .handling, "2026-09-11T18:00", "2026-09-18"),
        // 09-14, 09-15, 09-16, 09-17, 09-18
        DeadlineRow("zezhou-2023", .report, .handling, "2026-09-11T18:00", "2026-09-18"),
        // A make-up Saturday, 2026-10-10 16:00.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-10-10T16:00", "2026-10-13"),  // 10-12, 10-13
        // 10-12, 10-13, 10-14, 10-15, 10-16
        DeadlineRow("zezhou-2023", .help, .handling, "2026-10-10T16:00", "2026-10-16"),
        // 10-12, 10-13, 10-14, 10-15, 10-16
        DeadlineRow("zezhou-2023", .suggestion, .handling, "2026-10-10T16:00", "2026-10-16"),
        // 10-12, 10-13, 10-14, 10-15, 10-16
        DeadlineRow("zezhou-2023", .complaint, .handling, "2026-10-10T16:00", "2026-10-16"),
        // 10-12, 10-13, 10-14, 10-15, 10-16
        DeadlineRow("zezhou-2023", .report, .handling, "2026-10-10T16:00", "2026-10-16"),
        // Before the National Day, 2026-09-30 16:00.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-09-30T16:00", "2026-10-09"),  // 10-08, 10-09
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .help, .handling, "2026-09-30T16:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .suggestion, .handling, "2026-09-30T16:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .complaint, .handling, "2026-09-30T16:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .report, .handling, "2026-09-30T16:00", "2026-10-13"),
        // Before the Spring Festival, 2026-02-13 16:00.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-02-13T16:00", "2026-02-24"),  // 02-14*, 02-24
        // 02-14*, 02-24, 02-25, 02-26, 02-27
        DeadlineRow("zezhou-2023", .help, .handling, "2026-02-13T16:00", "2026-02-27"),
        // 02-14*, 02-24, 02-25, 02-26, 02-27
        DeadlineRow("zezhou-2023", .suggestion, .handling, "2026-02-13T16:00", "2026-02-27"),
        // 02-14*, 02-24, 02-25, 02-26, 02-27
        DeadlineRow("zezhou-2023", .complaint, .handling, "2026-02-13T16:00", "2026-02-27"),
        // 02-14*, 02-24, 02-25, 02-26, 02-27
        DeadlineRow("zezhou-2023", .report, .handling, "2026-02-13T16:00", "2026-02-27"),
        // Year's end, 2025-12-31 16:00.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2025-12-31T16:00", "2026-01-05"),  // 01-04*, 01-05
        // 01-04*, 01-05, 01-06, 01-07, 01-08
        DeadlineRow("zezhou-2023", .help, .handling, "2025-12-31T16:00", "2026-01-08"),
        // 01-04*, 01-05, 01-06, 01-07, 01-08
        DeadlineRow("zezhou-2023", .suggestion, .handling, "2025-12-31T16:00", "2026-01-08"),
        // 01-04*, 01-05, 01-06, 01-07, 01-08
        DeadlineRow("zezhou-2023", .complaint, .handling, "2025-12-31T16:00", "2026-01-08"),
        // 01-04*, 01-05, 01-06, 01-07, 01-08
        DeadlineRow("zezhou-2023", .report, .handling, "2025-12-31T16:00", "2026-01-08"),
        // Received on a holiday, 2026-10-03 10:00.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-10-03T10:00", "2026-10-09"),  // 10-08, 10-09
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .help, .handling, "2026-10-03T10:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .suggestion, .handling, "2026-10-03T10:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .complaint, .handling, "2026-10-03T10:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .report, .handling, "2026-10-03T10:00", "2026-10-13"),
        // The reference dates of the operators' desk.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-02-13T16:00", "2026-02-24"),  // 02-14*, 02-24
        // 02-14*, 02-24, 02-25, 02-26, 02-27
        DeadlineRow("zezhou-2023", .complaint, .handling, "2026-02-13T16:00", "2026-02-27"),
        // 09-20*, 09-21, 09-22, 09-23, 09-24
        DeadlineRow("zezhou-2023", .help, .handling, "2026-09-18T16:00", "2026-09-24"),
        // 09-28, 09-29, 09-30, 10-08, 10-09
        DeadlineRow("zezhou-2023", .report, .handling, "2026-09-24T16:00", "2026-10-09"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .suggestion, .handling, "2026-09-30T16:00", "2026-10-13"),
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-10-09T16:00", "2026-10-12"),  // 10-10*, 10-12
        // A year not announced: weekends and 1 January only, and it says so.
        // 12-31, 01-04
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-12-30T16:00", "2027-01-04", provisional: true),
        // 12-31, 01-04, 01-05, 01-06, 01-07
        DeadlineRow("zezhou-2023", .help, .handling, "2026-12-30T16:00", "2027-01-07", provisional: true),
        // 12-30, 12-31: nothing of 2027 is met
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-12-29T16:00", "2026-12-31"),
        // Midnight: the last millisecond of a day is that day, the next one is not.
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-09-14T23:59:59.999", "2026-09-16"),  // 15, 16
        DeadlineRow("zezhou-2023", .consultation, .handling, "2026-09-15T00:00", "2026-09-17"),  // 16, 17
        // Art. 12: returned within 2 calendar days from the next day; art. 203 moves the last one.
        DeadlineRow("zezhou-2023", .help, .return, "2026-09-08T16:00", "2026-09-10"),  // 9, 10 Thursday
        DeadlineRow("zezhou-2023", .help, .return, "2026-09-10T16:00", "2026-09-14"),  // 11, 12 Saturday → Monday 14
        DeadlineRow("zezhou-2023", .help, .return, "2026-09-11T18:00", "2026-09-14"),  // 12, 13 Sunday → Monday 14
        DeadlineRow("zezhou-2023", .help, .return, "2026-09-18T16:00", "2026-09-20"),  // 19, 20 Sunday, worked: stays
        // 9, 10 Saturday, worked: stays
        DeadlineRow("zezhou-2023", .help, .return, "2026-10-08T16:00", "2026-10-10"),
        DeadlineRow("zezhou-2023", .help, .return, "2026-10-09T16:00", "2026-10-12"),  // 10, 11 Sunday → Monday 12
        DeadlineRow("zezhou-2023", .help, .return, "2026-09-30T16:00", "2026-10-08"),  // 1, 2 October → 8 October
        // 13, 14 Saturday, worked: stays
        DeadlineRow("zezhou-2023", .help, .return, "2026-02-12T16:00", "2026-02-14"),
        DeadlineRow("zezhou-2023", .help, .return, "2026-02-13T16:00", "2026-02-24"),  // 14, 15 → 24 February
        // 1, 2 January → Sunday 4, worked
        DeadlineRow("zezhou-2023", .help, .return, "2025-12-31T16:00", "2026-01-04"),
        // 1, 2 January Saturday → Monday 4, as far as is known
        DeadlineRow("zezhou-2023", .help, .return, "2026-12-31T16:00", "2027-01-04", provisional: true),
        // Art. 17: at most 5 working days beyond the end of the handling limit.
        // due 09-18; then 09-20*, 09-21, 09-22, 09-23, 09-24
        DeadlineRow("zezhou-2023", .help, .extension, "2026-09-11T18:00", "2026-09-24"),
        // due 09-15; then 09-16, 09-17, 09-18, 09-20*, 09-21
        DeadlineRow("zezhou-2023", .consultation, .extension, "2026-09-11T18:00", "2026-09-21"),
        // due 12-30; then 12-31, 01-04, 01-05, 01-06, 01-07
        DeadlineRow("zezhou-2023", .complaint, .extension, "2026-12-23T16:00", "2027-01-07", provisional: true),
        // Art. 25: a redo takes 5 working days from its order, whatever the kind.
        DeadlineRow("zezhou-2023", .consultation, .redo, "2026-09-11T18:00", "2026-09-18"),  // 14, 15, 16, 17, 18
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("zezhou-2023", .complaint, .redo, "2026-09-30T16:00", "2026-10-13"),
        // Art. 23(2): revisited within 2 calendar days of the approval.
        // 25, 26 in the festival → Monday 28
        DeadlineRow("zezhou-2023", .help, .revisit, "2026-09-24T16:00", "2026-09-28"),
        DeadlineRow("zezhou-2023", .help, .revisit, "2026-09-14T16:00", "2026-09-16"),  // 15, 16
        // No limit for signing (未规定).
        DeadlineRow("zezhou-2023", .help, .sign, "2026-09-14T16:00", nil),
    ]
}
