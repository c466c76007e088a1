import HotlineCore

/// Art. 13(2): consultation 3 working days, help and suggestion 5, complaint and report 7; the day of signing is day 1,
/// and where it is no working day, the next working day is.
///
/// Each comment counts the days as a person does on the printed calendar; `*` is a weekend day worked instead (调休).
extension DeadlineTable {
    static let jiyuan2024 = [
        // Friday evening, 2026-09-11 18:00.
        // 09-11, 09-14, 09-15
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-09-11T18:00", "2026-09-15"),
        // 09-11, 09-14, 09-15, 09-16, 09-17
        DeadlineRow("jiyuan-2024", .help, .handling, "2026-09-11T18:00", "2026-09-17"),
        // 09-11, 09-14, 09-15, 09-16, 09-17
        DeadlineRow("jiyuan-2024", .suggestion, .handling, "2026-09-11T18:00", "2026-09-17"),
        // 09-11, 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2026-09-11T18:00", "2026-09-20"),
        // 09-11, 09-14, 09-15, 09-16, 09-17, 09-18, 09-20*
        DeadlineRow("jiyuan-2024", .report, .handling, "2026-09-11T18:00", "2026-09-20"),
        // A make-up Saturday, 2026-10-10 16:00.
        // 10-10*, 10-12, 10-13
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-10-10T16:00", "2026-10-13"),
        // 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("jiyuan-2024", .help, .handling, "2026-10-10T16:00", "2026-10-15"),
        // 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("jiyuan-2024", .suggestion, .handling, "2026-10-10T16:00", "2026-10-15"),
        // 10-10*, 10-12, 10-13, 10-14, 10-15, 10-16, 10-19
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2026-10-10T16:00", "2026-10-19"),
        // 10-10*, 10-12, 10-13, 10-14, 10-15, 10-16, 10-19
        DeadlineRow("jiyuan-2024", .report, .handling, "2026-10-10T16:00", "2026-10-19"),
        // Before the National Day, 2026-09-30 16:00.
        // 09-30, 10-08, 10-09
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-09-30T16:00", "2026-10-09"),
        // 09-30, 10-08, 10-09, 10-10*, 10-12
        DeadlineRow("jiyuan-2024", .help, .handling, "2026-09-30T16:00", "2026-10-12"),
        // 09-30, 10-08, 10-09, 10-10*, 10-12
        DeadlineRow("jiyuan-2024", .suggestion, .handling, "2026-09-30T16:00", "2026-10-12"),
        // 09-30, 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2026-09-30T16:00", "2026-10-14"),
        // 09-30, 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14
        DeadlineRow("jiyuan-2024", .report, .handling, "2026-09-30T16:00", "2026-10-14"),
        // Before the Spring Festival, 2026-02-13 16:00.
        // 02-13, 02-14*, 02-24
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-02-13T16:00", "2026-02-24"),
        // 02-13, 02-14*, 02-24, 02-25, 02-26
        DeadlineRow("jiyuan-2024", .help, .handling, "2026-02-13T16:00", "2026-02-26"),
        // 02-13, 02-14*, 02-24, 02-25, 02-26
        DeadlineRow("jiyuan-2024", .suggestion, .handling, "2026-02-13T16:00", "2026-02-26"),
        // 02-13, 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2026-02-13T16:00", "2026-02-28"),
        // 02-13, 02-14*, 02-24, 02-25, 02-26, 02-27, 02-28*
        DeadlineRow("jiyuan-2024", .report, .handling, "2026-02-13T16:00", "2026-02-28"),
        // Year's end, 2025-12-31 16:00.
        // 2025-12-31, 01-04*, 01-05
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2025-12-31T16:00", "2026-01-05"),
        // 2025-12-31, 01-04*, 01-05, 01-06, 01-07
        DeadlineRow("jiyuan-2024", .help, .handling, "2025-12-31T16:00", "2026-01-07"),
        // 2025-12-31, 01-04*, 01-05, 01-06, 01-07
        DeadlineRow("jiyuan-2024", .suggestion, .handling, "2025-12-31T16:00", "2026-01-07"),
        // 2025-12-31, 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2025-12-31T16:00", "2026-01-09"),
        // 2025-12-31, 01-04*, 01-05, 01-06, 01-07, 01-08, 01-09
        DeadlineRow("jiyuan-2024", .report, .handling, "2025-12-31T16:00", "2026-01-09"),
        // Received on a holiday, 2026-10-03 10:00.
        // 10-08, 10-09, 10-10*
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-10-03T10:00", "2026-10-10"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("jiyuan-2024", .help, .handling, "2026-10-03T10:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("jiyuan-2024", .suggestion, .handling, "2026-10-03T10:00", "2026-10-13"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2026-10-03T10:00", "2026-10-15"),
        // 10-08, 10-09, 10-10*, 10-12, 10-13, 10-14, 10-15
        DeadlineRow("jiyuan-2024", .report, .handling, "2026-10-03T10:00", "2026-10-15"),
        // The reference dates of the operators' desk, counting the first day.
        // 09-18, 09-20*, 09-21
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-09-18T16:00", "2026-09-21"),
        // 09-18, 09-20*, 09-21, 09-22, 09-23
        DeadlineRow("jiyuan-2024", .help, .handling, "2026-09-18T16:00", "2026-09-23"),
        // 09-18, 09-20*, 09-21, 09-22, 09-23, 09-24, 09-28
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2026-09-18T16:00", "2026-09-28"),
        // 02-13, 02-14*, 02-24
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-02-13T16:00", "2026-02-24"),
        // 10-10*, 10-12, 10-13, 10-14, 10-15, 10-16, 10-19
        DeadlineRow("jiyuan-2024", .report, .handling, "2026-10-10T16:00", "2026-10-19"),
        // A year not announced.
        // 12-30, 12-31, 01-04
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-12-30T16:00", "2027-01-04", provisional: true),
        // 12-30, 12-31, 01-04, 01-05, 01-06, 01-07, 01-08
        DeadlineRow("jiyuan-2024", .complaint, .handling, "2026-12-30T16:00", "2027-01-08", provisional: true),
        // 29, 30, 31: nothing of 2027 is met
        DeadlineRow("jiyuan-2024", .consultation, .handling, "2026-12-29T16:00", "2026-12-31"),
        // Art. 13(1): signed within 24 hours; hours of non-working days are passed over, nights of working days count.
        // 6 h on Friday, 18 h on Monday
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-09-11T18:00", "2026-09-14T18:00:00.000"),
        // 2 h on Monday, 22 h on Tuesday
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-09-14T22:00", "2026-09-15T22:00:00.000"),
        // none on Saturday and Sunday, 24 h on Monday
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-09-12T10:00", "2026-09-15T00:00:00.000"),
        // 6 h on Friday, 18 h on the worked Sunday
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-09-18T18:00", "2026-09-20T18:00:00.000"),
        // 15 h, then 9 h on 8 October
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-09-30T09:00", "2026-10-08T09:00:00.000"),
        // 15 h on the worked Saturday, 9 h on the 24th
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-02-14T09:00", "2026-02-24T09:00:00.000"),
        // 7 h on Friday, 17 h on the worked Saturday
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-10-09T17:00", "2026-10-10T17:00:00.000"),
        // 7 h on the worked Saturday, 17 h on Monday
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-10-10T17:00", "2026-10-12T17:00:00.000"),
        // 7 h, then 17 h on the worked Sunday
        DeadlineRow("jiyuan-2024", .help, .sign, "2025-12-31T17:00", "2026-01-04T17:00:00.000"),
        // 7 h, then 17 h on Monday, as far as is known
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-12-31T17:00", "2027-01-04T17:00:00.000", provisional: true),
        // the whole of Monday
        DeadlineRow("jiyuan-2024", .help, .sign, "2026-09-14T00:00", "2026-09-15T00:00:00.000"),
        // Art. 13(1): returned within 24 hours of signing, natural hours (reading).
        // through the night into Saturday
        DeadlineRow("jiyuan-2024", .help, .return, "2026-09-11T18:00", "2026-09-12T18:00:00.000"),
        // into the holiday
        DeadlineRow("jiyuan-2024", .help, .return, "2026-09-30T09:00", "2026-10-01T09:00:00.000"),
        // over the turn of the year
        DeadlineRow("jiyuan-2024", .help, .return, "2025-12-31T23:30", "2026-01-01T23:30:00.000"),
        // Art. 12(2): dispatched within 12 hours of receipt, natural hours (reading).
        // 2 h on Friday, 10 h on Saturday
        DeadlineRow("jiyuan-2024", .help, .dispatch, "2026-09-11T22:00", "2026-09-12T10:00:00.000"),
        // Art. 13(3): an extension as a rule no longer than the kind's limit.
        // due 09-28; then 09-29, 09-30, 10-08, 10-09, 10-10*, 10-12, 10-13
        DeadlineRow("jiyuan-2024", .complaint, .extension, "2026-09-18T16:00", "2026-10-13"),
        // due 09-15; then 16, 17, 18
        DeadlineRow("jiyuan-2024", .consultation, .extension, "2026-09-11T18:00", "2026-09-18"),
        // Art. 14(1): a redo has the kind's limit and 2 working days more, from first receipt.
        // 9: 18, 20*, 21, 22, 23, 24, 28, 29, 30
        DeadlineRow("jiyuan-2024", .complaint, .redo, "2026-09-18T16:00", "2026-09-30"),
        DeadlineRow("jiyuan-2024", .consultation, .redo, "2026-09-18T16:00", "2026-09-23"),  // 5: 18, 20*, 21, 22, 23
        DeadlineRow("jiyuan-2024", .help, .redo, "2026-09-11T18:00", "2026-09-20"),  // 7: 11, 14, 15, 16, 17, 18, 20*
        // Art. 14: revisited within 3 working days.
        DeadlineRow("jiyuan-2024", .help, .revisit, "2026-09-11T18:00", "2026-09-16"),  // 14, 15, 16
        DeadlineRow("jiyuan-2024", .help, .revisit, "2026-09-24T16:00", "2026-09-30"),  // 28, 29, 30
    ]
}
