import WorkCalendar

/// What no decoder sees: values that cannot be, names that lead nowhere, codes that stand twice.

extension RuleBookFile.Head {
    func check() throws(RuleBookFlaw) {
        guard version >= 1 else {
            throw RuleBookFlaw("version", "\(version) is no version", cure: "count versions from 1")
        }
        let letters = id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard letters, id.utf8.count <= 64 else {
            throw RuleBookFlaw(
                "id", "“\(id)” is no id", cure: "use small letters, digits and hyphens, at most 64: zezhou-2023")
        }
        guard !sections.isEmpty else {
            throw RuleBookFlaw("sections", "empty", cure: "name at least one of \(RuleBookSection.names)")
        }
        try distinct(sections.map(\.rawValue), at: "sections")
        if let to = validity.to, to < validity.from {
            throw RuleBookFlaw("validity.to", "ends before it begins", cure: "give a day not before from")
        }
    }
}

extension RuleBookSection {
    /// All of them, for cures.
    package static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

extension RuleBook {
    func check() throws(RuleBookFlaw) {
        for (path, rule) in rules { try rule.check(at: path) }
        for (path, amount, range) in amounts where !range.contains(amount) {
            throw RuleBookFlaw(
                path, "\(amount) cannot be", cure: "give \(range.lowerBound) to \(range.upperBound), or leave it out")
        }
        try checkCodes()
        try completion.check()
        try supervision.check()
        try checkRequests()
    }

    /// Every way of counting in the book, with its place.
    private var rules: [(String, LimitRule)] {
        let terms: [(String, Term?)] = [
            ("limits.handling.consultation", limits.handling.consultation),
            ("limits.handling.help", limits.handling.help),
            ("limits.handling.suggestion", limits.handling.suggestion),
            ("limits.handling.complaint", limits.handling.complaint),
            ("limits.handling.report", limits.handling.report),
            ("limits.sign", limits.sign), ("limits.dispatch", limits.dispatch), ("returns.window", returns.window),
            ("redo.limit", redo.limit), ("revisit.limit", revisit.limit), ("reminders.sameDay", reminders?.sameDay),
            ("outage.dispatch", outage?.dispatch), ("outage.feedback", outage?.feedback),
        ]
        let answers = supervision.means.enumerated().map { ("supervision.means.\($0).answer", $1.answer) }
        var rules = (terms + answers).compactMap { path, term in term.map { (path + ".rule", $0.rule) } }
        if let most = extensions?.longest?.most { rules.append(("extensions.longest.most", most)) }
        if let demand = outage?.progress.demand { rules.append(("outage.progress.demand", demand)) }
        for (index, reminder) in (reminders?.terms ?? []).enumerated() {
            rules.append(("reminders.terms.\(index).before", reminder.before))
        }
        return rules
    }

    /// Every plain number in the book, with its place and the values that can be.
    private var amounts: [(String, Int, ClosedRange<Int>)] {
        var amounts: [(String, Int, ClosedRange<Int>)] = []
        func add(_ path: String, _ amount: Int?, _ range: ClosedRange<Int>) {
            if let amount { amounts.append((path, amount, range)) }
        }
        for kind in MatterKind.allCases {
            add("limits.handling.\(kind.rawValue).rule.amount", limits.handling[kind].rule.amount, 1...10_000)
        }
        add("extensions.times", extensions?.times, 1...100)
        add("extensions.hoursBeforeEnd", extensions?.hoursBeforeEnd, 1...10_000)
        add("extensions.barredLastDaysOfMonth", extensions?.barredLastDaysOfMonth, 1...27)
        add("deferrals.months", deferrals?.months, 1...120)
        add("redo.times", redo.times, 0...100)
        add("redo.kindLimitPlusWorkingDays", redo.kindLimitPlusWorkingDays, 0...1_000)
        add("opinions.validMonths", opinions?.validMonths, 1...120)
        add("completion.unreachable.attempts", completion.unreachable?.attempts, 1...100)
        add("completion.unreachable.minutesApart", completion.unreachable?.minutesApart, 0...1_440)
        for (index, trigger) in supervision.triggers.enumerated() {
            let path = "supervision.triggers.\(index)."
            add(path + "count", trigger.count, 0...1_000)
            add(path + "workingDays", trigger.workingDays, 0...1_000)
            add(path + "daysToHeed", trigger.daysToHeed, 0...1_000)
        }
        return amounts
    }

    private func checkCodes() throws(RuleBookFlaw) {
        try distinct(intake.required.map(\.rawValue), at: "intake.required")
        try distinct(intake.exclusions.map(\.code), at: "intake.exclusions", key: "code")
        try distinct(returns.reasons.map(\.code), at: "returns.reasons", key: "code")
        try distinct(revisit.exceptions.map(\.code), at: "revisit.exceptions", key: "code")
        try distinct((reminders?.terms ?? []).map(\.of.rawValue), at: "reminders.terms", key: "of")
        guard !returns.reasons.isEmpty || returns.window == nil else {
            throw RuleBookFlaw("returns.reasons", "empty", cure: "name the grounds that the window is for")
        }
    }

    /// What excludes itself: a request that nobody could ever make, a redo with two limits.
    private func checkRequests() throws(RuleBookFlaw) {
        if redo.limit != nil, redo.kindLimitPlusWorkingDays != nil {
            throw RuleBookFlaw(
                "redo.kindLimitPlusWorkingDays", "stands beside redo.limit", cure: "keep the one that the article sets")
        }
        if let code = redo.supervision, supervision.means(code) == nil {
            throw .noSuch(code, at: "redo.supervision", of: supervision.means.map(\.code))
        }
        let shortest = MatterKind.allCases.map { limits.handling[$0].rule.leastHours }.min() ?? 0
        if let hours = extensions?.hoursBeforeEnd, hours >= shortest {
            throw RuleBookFlaw(
                "extensions.hoursBeforeEnd", "\(hours) hours are longer than the shortest handling limit",
                cure: "give fewer than \(shortest) hours, or nobody could ask")
        }
        if let most = extensions?.longest?.most, let months = deferrals?.months, most.leastHours > months * 31 * 24 {
            throw RuleBookFlaw(
                "extensions.longest.most", "is longer than a deferral may be",
                cure: "give less than deferrals.months, \(months) months")
        }
    }
}

extension RuleBook.CompletionTerms {
    fileprivate func check() throws(RuleBookFlaw) {
        let names = form.map(\.name)
        try distinct(names, at: "completion.form", key: "name")
        try distinct(exemptions.map(\.code), at: "completion.exemptions", key: "code")
        try distinct(unfinished.map(\.code), at: "completion.unfinished", key: "code")
        for (index, item) in form.enumerated() {
            let path = "completion.form.\(index)"
            if (item.type == .choice) != (item.choices?.isEmpty == false) {
                throw RuleBookFlaw(
                    path + ".choices", item.type == .choice ? "missing" : "type \(item.type.rawValue) has no choices",
                    cure: "give choices with type choice, and with no other")
            }
            try distinct((item.choices ?? []).map(\.value), at: path + ".choices", key: "value")
            if let other = item.unless?.item, !names.contains(other), other != "reply.exemption" {
                throw .noSuch(other, at: path + ".unless.item", of: names)
            }
        }
        for (index, ground) in unfinished.enumerated() {
            for (place, need) in ground.needs.enumerated() where !names.contains(need) {
                throw .noSuch(need, at: "completion.unfinished.\(index).needs.\(place)", of: names)
            }
        }
        if let index = exemptions.firstIndex(where: { $0.unreachable == true }), unreachable == nil {
            throw RuleBookFlaw(
                "completion.exemptions.\(index).unreachable", "nothing says what “cannot reach” takes",
                cure: "add completion.unreachable")
        }
    }
}

extension RuleBook.SupervisionTerms {
    fileprivate func check() throws(RuleBookFlaw) {
        let codes = means.map(\.code)
        try distinct(codes, at: "supervision.means", key: "code")
        try distinct(triggers.map(\.code), at: "supervision.triggers", key: "code")
        for (index, trigger) in triggers.enumerated() {
            let path = "supervision.triggers.\(index)"
            if !codes.contains(trigger.means) { throw .noSuch(trigger.means, at: path + ".means", of: codes) }
            for (place, code) in (trigger.counts ?? []).enumerated() where !codes.contains(code) {
                throw .noSuch(code, at: path + ".counts.\(place)", of: codes)
            }
            if trigger.when.isCounted, trigger.count == nil {
                throw RuleBookFlaw(
                    path + ".count", "missing", cure: "say from which number on “\(trigger.when.rawValue)” holds")
            }
        }
    }
}

extension RuleBook.SupervisionTerms.Trigger.When {
    /// It holds from a number on.
    fileprivate var isCounted: Bool {
        switch self {
        case .remindersUnheeded, .redone, .repeated: true
        case .overdue, .unsatisfiedAfterRedo, .signedLate, .unanswered, .spotCheck, .feedbackLate: false
        }
    }
}

extension LimitRule {
    /// Hours that it lasts at least.
    fileprivate var leastHours: Int {
        switch unit {
        case .hour: amount
        case .calendarDay, .workingDay: amount * 24
        case .month: amount * 28 * 24
        }
    }

    fileprivate func check(at path: String) throws(RuleBookFlaw) {
        guard amount >= 1 || unit != .hour else {
            throw RuleBookFlaw(path + ".amount", "no hours", cure: "give at least 1, or leave the limit out")
        }
        if unit == .hour, rollToWorkingDay {
            throw RuleBookFlaw(
                path + ".rollToWorkingDay", "hours have no last day to move", cure: "use skipsNonWorkingDays, or days")
        }
        if unit == .hour, dayEnds != nil {
            throw RuleBookFlaw(path + ".dayEnds", "hours end by the minute", cure: "leave it out, or count in days")
        }
        if unit != .hour, skipsNonWorkingDays {
            throw RuleBookFlaw(
                path + ".skipsNonWorkingDays", "only hours are skipped", cure: "count in workingDay, or in hour")
        }
    }
}

extension RuleBookFlaw {
    fileprivate static func noSuch(_ name: String, at path: String, of names: [String]) -> RuleBookFlaw {
        RuleBookFlaw(path, "there is no “\(name)”", cure: "name one of \(names.joined(separator: ", "))")
    }
}

private func distinct(_ names: [String], at path: String, key: String? = nil) throws(RuleBookFlaw) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
        let place = key.map { "\(path).\(index).\($0)" } ?? "\(path).\(index)"
        throw RuleBookFlaw(place, "“\(name)” stands twice", cure: "remove one, or give it another name")
    }
}
