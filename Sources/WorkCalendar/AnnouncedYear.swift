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
