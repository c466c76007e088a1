/// How a limit (时限) of a regulation is counted. Every field is a value of the rule book, never a constant in code.
package struct LimitRule: Codable, Hashable, Sendable {
    /// What the amount counts.
    package enum Unit: String, Codable, Hashable, Sendable {
        /// 工作日: the national working-day calendar, make-up working days included.
        case workingDay
        /// 日: natural days.
        case calendarDay
        /// 小时.
        case hour
        /// 月.
        case month
    }

    /// Which day is day 1.
    package enum FirstDay: String, Codable, Hashable, Sendable {
        /// 次日: the day after the start (Civil Code art. 201).
        case next
        /// 当日: the day of the start itself; in working days a non-working one starts at the next working day.
        case same
    }

    package var unit: Unit
    package var amount: Int
    package var firstDay: FirstDay
    /// A last day that is not a working day moves to the next one (Civil Code art. 203). Days and months only.
    package var rollToWorkingDay: Bool
    /// The time on the last day at which the limit ends, `HH:mm`; nil means its last millisecond.
    package var dayEnds: String?
    /// Hours only: hours of non-working days do not count; nights of working days do.
    package var skipsNonWorkingDays: Bool

    package init(
        unit: Unit, amount: Int, firstDay: FirstDay = .next, rollToWorkingDay: Bool = false,
        dayEnds: String? = nil, skipsNonWorkingDays: Bool = false
    ) {
        self.unit = unit
        self.amount = amount
        self.firstDay = firstDay
        self.rollToWorkingDay = rollToWorkingDay
        self.dayEnds = dayEnds
        self.skipsNonWorkingDays = skipsNonWorkingDays
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        unit = try container.decode(Unit.self, forKey: .unit)
        amount = try container.decode(Int.self, forKey: .amount)
        firstDay = try container.decodeIfPresent(FirstDay.self, forKey: .firstDay) ?? .next
        rollToWorkingDay = try container.decodeIfPresent(Bool.self, forKey: .rollToWorkingDay) ?? false
        dayEnds = try container.decodeIfPresent(String.self, forKey: .dayEnds)
        skipsNonWorkingDays = try container.decodeIfPresent(Bool.self, forKey: .skipsNonWorkingDays) ?? false
        guard (0...10_000).contains(amount) else {
            throw DecodingError.dataCorruptedError(
                forKey: .amount, in: container, debugDescription: "amount must lie between 0 and 10000")
        }
        guard dayEnds.map({ LimitRule.endOfDay($0) != nil }) ?? true else {
            throw DecodingError.dataCorruptedError(
                forKey: .dayEnds, in: container, debugDescription: "dayEnds must be a time HH:mm")
        }
    }

    /// Milliseconds from the start of the last day to the limit's last millisecond.
    var lastMillisecondOfDay: Int64 {
        dayEnds.flatMap(LimitRule.endOfDay) ?? Moment.millisecondsPerDay - 1
    }

    private static func endOfDay(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2,
            let hour = Int64(parts[0]), let minute = Int64(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return (hour * 60 + minute) * 60_000
    }
}
