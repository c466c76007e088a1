import HotlineCore

/// Those who turn to a hotline, and what they say.
enum Caller {
    /// Stands in the name of every petitioner who asked for confidentiality, and nowhere else.
    static let secretName = "龘"
    /// Stands in their telephone numbers.
    static let secretDigits = "77077"

    private static let matters = ["小区停水", "路灯不亮", "噪声扰民", "拖欠工资", "道路破损", "供暖不热"]

    /// The n-th matter. The text holds the petitioner's own values, as people do tell them.
    static func register(number: Int, _ dice: inout Dice) -> Register {
        let isConfidential = dice.below(4) == 0
        let family = ["王", "李", "张", "赵"][dice.below(4)]
        let name = isConfidential ? "\(family)\(secretName)明" : "\(family)小明"
        let phone = isConfidential ? "138\(secretDigits)\(100 + number % 900)" : "1391234\(1_000 + number % 9_000)"
        let title = matters[dice.below(matters.count)]
        let matter = Matter(
            kind: .help, channel: .telephone, title: "\(title)（\(number)）",
            content: "\(name)反映\(title)，请拨打\(phone)联系\(name)", place: "巴公镇", occurredAt: "昨天")
        return Register(
            matter: matter,
            petitioner: Petitioner(
                confidential: isConfidential, personal: PersonalFields(name: name, phone: phone)))
    }
}
