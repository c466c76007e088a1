/// The kinds of damage that `hotline verify` tells apart.
package enum FindingCode: String, Codable, CodingKeyRepresentable, Sendable, Hashable, CaseIterable {
    // The file.
    case databaseDamaged = "database-damaged"
    case foreignKeyBroken = "foreign-key-broken"
    case nodeMissing = "node-missing"
    case rowUnreadable = "row-unreadable"
    case counterBehind = "counter-behind"
    // The journal.
    case journalGap = "journal-gap"
    case journalChainBroken = "journal-chain-broken"
    case journalHeadWrong = "journal-head-wrong"
    case journalColumnsDiffer = "journal-columns-differ"
    case journalWithoutTicket = "journal-without-ticket"
    // Own tickets.
    case ticketWithoutJournal = "ticket-without-journal"
    case ticketDiffersFromJournal = "ticket-differs-from-journal"
    case ticketColumnsDiffer = "ticket-columns-differ"
    case ticketDigestWrong = "ticket-digest-wrong"
    case assignmentDiffers = "assignment-differs"
    // Messages.
    case messageUnreadable = "message-unreadable"
    case messageDigestWrong = "message-digest-wrong"
    case messageKeyWrong = "message-key-wrong"
    case messageNotRemembered = "message-not-remembered"
    case messageNotApplied = "message-not-applied"
    // Streams.
    case outboxGap = "outbox-gap"
    case outboxChainBroken = "outbox-chain-broken"
    case outboxMessageMissing = "outbox-message-missing"
    case outboxWithoutStream = "outbox-without-stream"
    case streamPositionWrong = "stream-position-wrong"
    case eventNotOwed = "event-not-owed"
    case eventNotInJournal = "event-not-in-journal"
    case refusalWithoutStream = "refusal-without-stream"
    // Mirrors.
    case mirrorDiffers = "mirror-differs"
    case mirrorBehind = "mirror-behind"
    case daySumWrong = "day-sum-wrong"
    // What waits for a person.
    case deadLetterWithoutMessage = "dead-letter-without-message"
    case parkedWithoutMessage = "parked-without-message"
    // Personal data.
    case petitionerWithoutTicket = "petitioner-without-ticket"
    case personalValueInJournal = "personal-value-in-journal"
    // Attachments.
    case attachmentDiffers = "attachment-differs"
    case blobMissing = "blob-missing"
    case blobDamaged = "blob-damaged"

    // Search.
    case searchDiffers = "search-differs"

    /// What to do about it, as operators read it.
    package var cure: String {
        switch self {
        case .databaseDamaged, .nodeMissing, .rowUnreadable, .foreignKeyBroken:
            "停止本节点，检查磁盘，用最近的备份恢复数据库（hotline restore），启动后由上级镜像取回其后的数据"
        case .counterBehind:
            "停止本节点，用最近的备份恢复：恢复后启用新一代编号，不会重复发号"
        case .journalGap, .journalChainBroken, .journalHeadWrong, .journalColumnsDiffer, .journalWithoutTicket:
            "日志被改动或丢失：保留现场并报告安全负责人，与备份逐行比对后用备份恢复"
        case .ticketWithoutJournal, .ticketDiffersFromJournal:
            "以日志为准：与备份比对该工单，用备份恢复；涉嫌篡改的报告安全负责人"
        case .ticketColumnsDiffer, .ticketDigestWrong, .assignmentDiffers, .daySumWrong:
            "派生数据与工单不符：用最近的备份恢复；上下级差异可用 hotline reconcile 核对"
        case .messageUnreadable, .messageDigestWrong, .messageKeyWrong, .messageNotRemembered:
            "已存消息被改动：用最近的备份恢复，下级会重发其后的消息"
        case .messageNotApplied:
            "查看告警与暂存消息；必要时请对方节点重新投递该派单"
        case .outboxGap, .outboxChainBroken, .outboxMessageMissing, .outboxWithoutStream, .streamPositionWrong,
            .refusalWithoutStream:
            "发件箱或收件位置被改动：停止本节点，用最近的备份恢复，启动后经 hello 与对方重新对齐"
        case .eventNotOwed:
            "运行 hotline reconcile 与上级对账，缺少的状态会重新上报"
        case .eventNotInJournal:
            "已上报的变化不在日志中：与上级镜像和备份比对，用备份恢复"
        case .mirrorDiffers, .mirrorBehind:
            "运行 hotline reconcile 与该工单所属节点对账，由其重新上报"
        case .deadLetterWithoutMessage, .parkedWithoutMessage:
            "消息内容已丢失：请发送方重新投递，或由有权限的人员作出放弃决定"
        case .petitionerWithoutTicket:
            "核对该诉求人记录的来源；没有对应工单的个人信息应按规定删除"
        case .attachmentDiffers:
            "附件登记被改动：以日志和工单为准，用最近的备份恢复数据库"
        case .blobMissing, .blobDamaged:
            "把备份中的同名文件放回 blobs 文件夹后重启；有该附件的相邻节点会在下次通信时重新送来"
        case .searchDiffers:
            "检索索引与工单不符：工单本身不受影响，用最近的备份恢复数据库即可重建"
        case .personalValueInJournal:
            "个人信息进入了日志：报告安全负责人，停止向外上报该工单，并联系软件维护方"
        }
    }
}
