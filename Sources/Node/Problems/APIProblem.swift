import Database
import HotlineCore
import HTTPServer
import HTTPWire

/// A problem document of the API (RFC 9457). The name tells it from the protocol's own problems between nodes.
typealias APIProblem = Problem

/// Every problem that the node itself answers, with its status and title: one place to read them all. Those of the
/// core's refusals stand in ``Refusal/Code``, those of HTTP in `HTTPWire`.
enum ProblemKind: String, CaseIterable, Sendable {
    case unauthenticated
    case credentialsAmbiguous = "credentials-ambiguous"
    case signInRefused = "sign-in-refused"
    case signInLocked = "sign-in-locked"
    case csrfTokenMissing = "csrf-token-missing"
    case crossSite = "cross-site"
    case passwordChangeRequired = "password-change-required"
    case noSession = "no-session"
    case accountExists = "account-exists"
    case accountConfigured = "account-configured"
    case lastAdministrator = "last-administrator"
    case notAuthorised = "not-authorised"
    case oversightReadsOnly = "oversight-reads-only"
    case sharedReadsOnly = "shared-reads-only"
    case unknownPeer = "unknown-peer"
    case linkSecretWrong = "link-secret-wrong"
    case malformedJSON = "malformed-json"
    case malformedEvent = "malformed-event"
    case malformedHeader = "malformed-header"
    case unsupportedMediaType = "unsupported-media-type"
    case invalidForm = "invalid-field"
    case missingFields = "missing-fields"
    case invalidQuery = "invalid-query"
    case unknownTicket = "unknown-ticket"
    case unknownAssignment = "unknown-assignment"
    case unknownAction = "unknown-action"
    case unknownItem = "unknown-item"
    case itemExists = "item-exists"
    case revisionConflict = "revision-conflict"
    case keyReused = "idempotency-key-reused"
    case keyInUse = "idempotency-key-in-use"
    case keyConflict = "key-conflict"
    case attachmentMissing = "attachment-missing"
    case attachmentTooLarge = "attachment-too-large"
    case attachmentDiffers = "attachment-differs"
    case attachmentArriving = "attachment-arriving"
    case tooManyAttachments = "too-many-attachments"
    case unsupportedAttachment = "unsupported-attachment"
    case tooManyItems = "too-many-items"
    case tooManyWatchers = "too-many-watchers"
    case tooManyRequests = "too-many-requests"
    case busy
    case recovering
    case databaseFull = "database-full"
    case databaseFailed = "database-failed"
    case stopping

    var status: Int {
        switch self {
        case .unauthenticated, .unknownPeer, .signInRefused: 401
        case .notAuthorised, .linkSecretWrong, .oversightReadsOnly, .sharedReadsOnly, .csrfTokenMissing, .crossSite,
            .passwordChangeRequired:
            403
        case .malformedJSON, .malformedEvent, .malformedHeader, .invalidQuery, .credentialsAmbiguous: 400
        case .attachmentTooLarge: 413
        case .unsupportedMediaType, .unsupportedAttachment: 415
        case .invalidForm, .missingFields, .keyReused, .attachmentDiffers: 422
        case .unknownTicket, .unknownAssignment, .unknownAction, .unknownItem: 404
        case .revisionConflict: 412
        case .itemExists, .keyInUse, .keyConflict, .attachmentArriving, .tooManyAttachments, .noSession,
            .accountExists, .accountConfigured, .lastAdministrator, .tooManyItems:
            409
        case .tooManyWatchers, .tooManyRequests, .signInLocked: 429
        case .busy, .recovering, .databaseFailed, .stopping, .attachmentMissing: 503
        case .databaseFull: 507
        }
    }

    var title: String {
        switch self {
        case .unauthenticated: "未登录"
        case .credentialsAmbiguous: "登录凭据不明"
        case .signInRefused: "登录失败"
        case .signInLocked: "登录已锁定"
        case .csrfTokenMissing: "缺少会话校验码"
        case .crossSite: "跨站请求"
        case .passwordChangeRequired: "须先更改密码"
        case .noSession: "没有登录会话"
        case .accountExists: "账号已存在"
        case .accountConfigured: "账号由配置文件管理"
        case .lastAdministrator: "最后一名管理员"
        case .notAuthorised: "无权办理"
        case .oversightReadsOnly: "监督人员只读"
        case .sharedReadsOnly: "共享工单只读"
        case .unknownPeer: "未知节点"
        case .linkSecretWrong: "链路密钥不符"
        case .malformedJSON: "JSON 格式错误"
        case .malformedEvent: "事件格式错误"
        case .malformedHeader: "请求头格式错误"
        case .unsupportedMediaType: "不支持的内容类型"
        case .invalidForm: "字段有误"
        case .missingFields: "缺少必填字段"
        case .invalidQuery: "查询条件有误"
        case .unknownTicket: "没有这个工单"
        case .unknownAssignment: "没有这个派单"
        case .unknownAction: "没有这个操作"
        case .unknownItem: "没有这一项"
        case .itemExists: "已有这一项"
        case .revisionConflict: "工单已被他人更新"
        case .keyReused: "幂等键已用于其他请求"
        case .keyInUse: "同一请求正在办理"
        case .keyConflict: "签名密钥冲突"
        case .attachmentMissing: "附件尚未送达"
        case .attachmentTooLarge: "附件过大"
        case .attachmentDiffers: "附件内容不符"
        case .attachmentArriving: "附件正在接收"
        case .tooManyAttachments: "附件过多"
        case .unsupportedAttachment: "附件类型不受支持"
        case .tooManyItems: "数目过多"
        case .tooManyWatchers: "实时连接过多"
        case .tooManyRequests: "请求过多"
        case .busy: "节点繁忙"
        case .recovering: "节点正在恢复"
        case .databaseFull: "磁盘空间不足"
        case .databaseFailed: "数据库暂不可用"
        case .stopping: "节点正在停止"
        }
    }
}

extension APIProblem {
    /// A problem of the registry; `detail` names what was wrong this time, `cure` what to do about it.
    init(
        _ kind: ProblemKind, _ detail: String, cure: String, errors: [FieldError] = [], retryAfter seconds: Int? = nil
    ) {
        self.init(kind.rawValue, status: kind.status, title: kind.title, detail: detail)
        members["cure"] = cure
        if !errors.isEmpty { members["errors"] = errors }
        if let seconds { headers["retry-after"] = String(seconds) }
        if [.unauthenticated, .signInRefused].contains(kind) { headers["www-authenticate"] = "Bearer" }
    }

    /// What the core refuses: its code is the problem's type.
    init(_ refusal: Refusal) {
        self.init(
            refusal.code.rawValue, status: refusal.code.status, title: refusal.code.title, detail: refusal.message)
        members["cure"] = refusal.cure
        if let article = refusal.article { members["article"] = article }
        if !refusal.missing.isEmpty {
            members["errors"] = refusal.missing.map { FieldError(field: $0, message: "必填") }
        }
    }

    /// What is wrong with a body that should be JSON, and where.
    init(_ error: JSONSyntaxError) {
        self.init(
            .malformedJSON, "\(error.text) at line \(error.line), column \(error.column) (byte \(error.offset))",
            cure: "send one JSON document in UTF-8 (RFC 8259)")
        members["position"] = error.offset
    }

    /// What is wrong with the fields of a form, all at once.
    init(_ errors: [FieldError]) {
        let isMissing = errors.allSatisfy { $0.message == "必填" }
        let names = errors.map { $0.field.isEmpty ? "（全部）" : $0.field }.joined(separator: "、")
        self.init(
            isMissing ? .missingFields : .invalidForm, (isMissing ? "未填写：" : "有误：") + names,
            cure: "按 errors 逐项更正后重新提交", errors: errors)
    }

    /// Seconds after which a caller that found the writer's queue full may try again: drawn, so that not all come back
    /// together.
    private static var queuePatience: Int { Int.random(in: 1...5) }

    /// What the database could not do.
    init(_ error: DatabaseError) {
        switch error.kind {
        case .full:
            self.init(
                .databaseFull, "磁盘或数据库容量已满，未作任何更改", cure: "请管理员释放磁盘空间后重试",
                retryAfter: Self.diskPatience)
        case .queueFull:
            self.init(.busy, "等待写入的请求已满，未作任何更改", cure: "按 Retry-After 稍后重试", retryAfter: Self.queuePatience)
        case .closed:
            self.init(.stopping, "节点正在停止，未作任何更改", cure: "稍后重试", retryAfter: 5)
        default:
            self.init(.databaseFailed, "数据库未能完成请求，未作确认", cure: "稍后以同一 Idempotency-Key 重试", retryAfter: 5)
        }
    }
}

extension Refusal.Code {
    /// The HTTP status of a refused command.
    var status: Int {
        switch self {
        case .notAuthorised, .sourceNotAuthorised, .callerRestricted: 403
        case .unknownTicket, .unknownAssignment: 404
        case .missingFields, .invalidField, .unknownUnit, .unknownNode, .unknownDirective, .impossibleShares,
            .identityRequired:
            422
        default: 409
        }
    }

    /// A few words that are the same for every occurrence.
    var title: String {
        switch self {
        case .notAuthorised: "无权办理"
        case .missingFields: "缺少必填字段"
        case .invalidField: "字段有误"
        case .unknownTicket: "没有这个工单"
        case .unknownAssignment: "没有这个派单"
        case .unknownUnit: "没有这个单位"
        case .unknownNode: "没有这个节点"
        case .unknownDirective: "没有这个督办件"
        case .sourceNotAuthorised: "来源无权"
        case .impossibleShares: "派单组合有误"
        case .identityRequired: "需要实名信息"
        case .callerRestricted: "号码受限"
        case .ticketFull: "工单内容已满"
        default: "当前不能办理"
        }
    }
}
