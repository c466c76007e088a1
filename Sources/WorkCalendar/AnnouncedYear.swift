/// One year's holidays and make-up working days as the State Council announced them (部分节假日安排的通知), in one version:
/// an amendment in mid-year is a further version of the whole year.
package struct AnnouncedYear: Hashable, Sendable {
    /// The Gregorian year, 1 to 9999.
    package var number: Int
    /// 文号 of the notices that this version follows, the amended one first; empty where the file names none.
    package var notices: [String]
    /// 放假 with the festival's name, weekends inside it included.
    package var holidays: [Day: String]
    /// 调休上班: weekend days worked instead, with the festival's name.
    package var workdays: [Day: String]

    package init(number: Int, notices: [String], holidays: [Day: String], workdays: [Day: String]) {
        self.number = number
        self.notices = notices
        self.holidays = holidays
        self.workdays = workdays
    }

    /// Every day that differs from the plain week, in order.
    package var days: [(day: Day, kind: WorkCalendar.Kind, name: String)] {
        let off = holidays.map { (day: $0.key, kind: WorkCalendar.Kind.holiday, name: $0.value) }
        let worked = workdays.map { (day: $0.key, kind: WorkCalendar.Kind.makeUpWorkingDay, name: $0.value) }
        return (off + worked).sorted { $0.day < $1.day }
    }
}

extension AnnouncedYear: Codable {
    private enum CodingKeys: String, CodingKey { case year, notices, holidays, workdays }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func days(_ key: CodingKeys) throws -> [Day: String] {
            var days: [Day: String] = [:]
            for (text, name) in try container.decode([String: String].self, forKey: key) {
                guard let day = Day(text) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: key, in: container, debugDescription: "“\(text)” is no date yyyy-MM-dd")
                }
                days[day] = name
            }
            return days
        }
        self.init(
            number: try container.decode(Int.self, forKey: .year),
            notices: try container.decode([String].self, forKey: .notices),
            holidays: try days(.holidays), workdays: try days(.workdays))
    }

    package func encode(to encoder: any Encoder) throws {
        func text(_ days: [Day: String]) -> [String: String] {
            Dictionary(uniqueKeysWithValues: days.map { ($0.key.description, $0.value) })
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .year)
        try container.encode(notices, forKey: .notices)
        try container.encode(text(holidays), forKey: .holidays)
        try container.encode(text(workdays), forKey: .workdays)
    }
}
