package import WorkCalendar

/// 诉求类型.
package enum MatterKind: String, Codable, Hashable, Sendable, CaseIterable {
    case consultation, help, complaint, report, suggestion

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .consultation: "咨询"
        case .help: "求助"
        case .complaint: "投诉"
        case .report: "举报"
        case .suggestion: "意见建议"
        }
    }
}

/// Where a matter came in (ZZ23-7, JY24-9, JY24-11).
package enum Channel: String, Codable, Hashable, Sendable, CaseIterable {
    case telephone, internet, mobile, walkIn, superior, enterpriseLine, stateCouncilSite, nationalPlatform
    /// A neighbouring system that is not a node (JY24-20c).
    case externalSystem

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .telephone: "电话"
        case .internet: "互联网"
        case .mobile: "移动端"
        case .walkIn: "来访及其他"
        case .superior: "上级平台"
        case .enterpriseLine: "企业专线"
        case .stateCouncilSite: "中国政府网"
        case .nationalPlatform: "国家政务服务平台"
        case .externalSystem: "外部系统"
        }
    }
}

/// What the petitioner brought forward, as it was told; the same along all tiers.
package struct Matter: Codable, Hashable, Sendable {
    package var kind: MatterKind
    /// 突发: a flag with limits of its own, beside the kind.
    package var emergency: Bool
    /// 大面积停水、停电、停气、停热及环境污染 (JY24-16a): limits of its own, beside the kind.
    package var massOutage: Bool?
    package var channel: Channel
    /// The number under which the original channel knows it.
    package var externalNumber: String?
    package var title: String
    package var content: String
    package var place: String
    package var occurredAt: String?
    package var category: String?

    package init(
        kind: MatterKind, emergency: Bool = false, massOutage: Bool? = nil, channel: Channel,
        externalNumber: String? = nil, title: String, content: String, place: String, occurredAt: String? = nil,
        category: String? = nil
    ) {
        self.kind = kind
        self.emergency = emergency
        self.massOutage = massOutage
        self.channel = channel
        self.externalNumber = externalNumber
        self.title = title
        self.content = content
        self.place = place
        self.occurredAt = occurredAt
        self.category = category
    }
}

/// What was added to a matter later (补充).
package struct Supplement: Codable, Hashable, Sendable {
    package var text: String
    package var at: Moment
    /// The node that added it; lower nodes receive supplements from above.
    package var by: NodeCode

    package init(text: String, at: Moment, by: NodeCode) {
        self.text = text
        self.at = at
        self.by = by
    }
}
