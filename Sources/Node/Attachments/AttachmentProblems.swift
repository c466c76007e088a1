import HTTPServer
import Platform

extension Error {
    /// The error of a file as its problem document where it has one; else itself.
    var asAttachmentProblem: any Error {
        switch self {
        case let error as BlobError: APIProblem(error)
        case let error as SystemError where error.isDiskFull: APIProblem(BlobError.diskFull)
        default: asProblem
        }
    }
}

extension APIProblem {
    fileprivate init(_ error: BlobError) {
        switch error {
        case .diskFull:
            self.init(.databaseFull, "磁盘空间不足，附件未保存", cure: "请管理员释放磁盘空间后重试", retryAfter: 60)
        case .tooLarge(let limit):
            self.init(.attachmentTooLarge, "附件超过 \(limit) 字节", cure: "压缩或分段后上传")
        case .empty: self.init(.unsupportedAttachment, "文件没有内容", cure: "上传完整的文件")
        case .unknownType:
            self.init(.unsupportedAttachment, "文件内容不是可接受的类型", cure: "可接受：\(MediaType.names)")
        }
    }
}
