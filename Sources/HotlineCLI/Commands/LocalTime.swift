import WorkCalendar

/// Moments as people at the desks read them: local time (+08:00), to the minute.
enum LocalTime {
    /// `2026-11-21 18:04`; what is no moment stays as it is, and nothing stays nothing.
    static func minute(_ text: String) -> String {
        guard let moment = Moment(text) else { return text }
        return String(moment.description.prefix(16)).replacing("T", with: " ")
    }

    /// `11-21 18:04`, where the year is understood.
    static func short(_ text: String) -> String {
        Moment(text) == nil ? text : String(minute(text).dropFirst(5))
    }

    /// `3 分钟前`: how long ago something was, coarsely.
    static func ago(_ text: String, now: Moment) -> String {
        guard let moment = Moment(text) else { return "" }
        let seconds = max(0, (now - moment) / 1_000)
        switch seconds {
        case ..<60: return "\(seconds) 秒前"
        case ..<3_600: return "\(seconds / 60) 分钟前"
        case ..<172_800: return "\(seconds / 3_600) 小时前"
        default: return "\(seconds / 86_400) 天前"
        }
    }

    /// `3 分钟后`: how long until something is, coarsely; what is past is at hand.
    static func until(_ text: String, now: Moment) -> String {
        guard let moment = Moment(text) else { return "" }
        let seconds = max(0, (moment - now) / 1_000)
        switch seconds {
        case 0: return "即刻"
        case ..<60: return "\(seconds) 秒后"
        case ..<3_600: return "\(seconds / 60) 分钟后"
        default: return "\(seconds / 3_600) 小时后"
        }
    }
}
