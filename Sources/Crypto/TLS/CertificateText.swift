import COpenSSL
internal import Glibc

/// What people are told of a certificate.
enum CertificateText {
    /// The longest common name by the standard (X.520); a hostile peer's may be longer.
    private static let longestName: Int32 = 64

    /// The name that a certificate was issued to.
    static func subject(_ certificate: OpaquePointer) -> String { name(X509_get_subject_name(certificate)) }

    /// The name of the authority that issued it.
    static func issuer(_ certificate: OpaquePointer) -> String { name(X509_get_issuer_name(certificate)) }

    /// The day, in UTC, of a certificate's time.
    static func day(_ time: UnsafePointer<ASN1_TIME>?) -> String {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return "?" }
        let (month, day) = (parts.tm_mon + 1, parts.tm_mday)
        return "\(parts.tm_year + 1900)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// Seconds since 1970; nil for a time that is none.
    static func seconds(_ time: UnsafePointer<ASN1_TIME>) -> Int64? {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Int64(timegm(&parts))
    }

    /// The common name, without what would move a terminal's cursor.
    private static func name(_ name: OpaquePointer?) -> String {
        var text = [CChar](repeating: 0, count: Int(longestName) + 1)
        let count = X509_NAME_get_text_by_NID(name, NID_commonName, &text, longestName + 1)
        guard count > 0 else { return "without a name" }
        let bytes = text.prefix(Int(count)).map(UInt8.init(bitPattern:))
        let plain = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { scalar in
            scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
        }
        return String(String.UnicodeScalarView(plain))
    }
}
