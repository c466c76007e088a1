extension WireError {
    struct Explanation {
        let status: Int
        let title: String
        let detail: String

        init(_ status: Int, _ title: String, _ detail: String) {
            self.status = status
            self.title = title
            self.detail = detail
        }
    }

    var explanation: Explanation { startLineExplanation ?? fieldExplanation ?? framingExplanation }

    private var startLineExplanation: Explanation? {
        switch self {
        case .malformedRequestLine:
            Explanation(400, "Malformed request line", """
                The first line must be method, target and HTTP version with one space between (RFC 9112 section 3).
                """)
        case .malformedStatusLine:
            Explanation(502, "Malformed status line", """
                The first line must be the HTTP version and three digits (RFC 9112 section 4).
                """)
        case .malformedTarget:
            Explanation(400, "Malformed request target", """
                Send a path beginning with "/" or a whole http URI, percent-encoded (RFC 9112 section 3.2).
                """)
        case .methodNotImplemented:
            Explanation(501, "Method not implemented", """
                This server opens no tunnels: CONNECT is not implemented (RFC 9110 section 9.3.6).
                """)
        case .unsupportedVersion:
            Explanation(505, "HTTP version not supported", """
                Speak HTTP/1.1 or HTTP/1.0 on this port (RFC 9110 section 15.6.6).
                """)
        case .startLineTooLong:
            Explanation(414, "Request line too long", """
                The request line exceeds the limit; move data from the target to the body (RFC 9112 section 3).
                """)
        default: nil
        }
    }

    private var fieldExplanation: Explanation? {
        switch self {
        case .bareLineFeed:
            Explanation(400, "Line feed without carriage return", "Every line must end in CR LF (RFC 9112 section 2.2).")
        case .foldedLine:
            Explanation(400, "Folded header line", "Send each header on one line (RFC 9112 section 5.2).")
        case .malformedFieldName:
            Explanation(400, "Malformed header name", """
                A header line is a token, then a colon with no space before it (RFC 9112 section 5.1).
                """)
        case .malformedFieldValue:
            Explanation(400, "Malformed header value", """
                A header value holds no control characters, CR, LF or NUL (RFC 9110 section 5.5).
                """)
        case .headerTooLarge:
            Explanation(431, "Header section too large", "Send fewer or shorter headers (RFC 6585 section 5).")
        case .tooManyFields:
            Explanation(431, "Too many header lines", "Send fewer headers (RFC 6585 section 5).")
        case .missingHost:
            Explanation(400, "Host missing", "An HTTP/1.1 request must name its Host (RFC 9112 section 3.2).")
        case .duplicateHost:
            Explanation(400, "More than one Host", "Send exactly one Host header (RFC 9112 section 3.2).")
        case .malformedHost:
            Explanation(400, "Malformed Host", "Host must be a name or address, with a port or without (RFC 9110 7.2).")
        case .unknownExpectation:
            Explanation(417, "Unknown expectation", "Only 100-continue can be expected here (RFC 9110 section 10.1.1).")
        default: nil
        }
    }

    private var framingExplanation: Explanation {
        switch self {
        case .bothLengths:
            Explanation(400, "Two lengths", """
                Send either Content-Length or Transfer-Encoding, never both (RFC 9112 section 6.1).
                """)
        case .duplicateLength:
            Explanation(400, "More than one Content-Length", "Send Content-Length once (RFC 9110 section 8.6).")
        case .malformedLength:
            Explanation(400, "Malformed Content-Length", """
                Content-Length must be a decimal number without sign that fits 63 bits (RFC 9110 section 8.6).
                """)
        case .malformedTransferCoding:
            Explanation(400, "Malformed Transfer-Encoding", """
                "chunked" must be the last transfer coding, and applied once (RFC 9112 section 6.1).
                """)
        case .unknownTransferCoding:
            Explanation(501, "Transfer coding not implemented", """
                Only "chunked" is understood; send the body without other codings (RFC 9112 section 6.1).
                """)
        case .transferCodingInOldVersion:
            Explanation(400, "Transfer-Encoding in HTTP/1.0", "Send Content-Length instead (RFC 9112 section 6.1).")
        case .bodyTooLarge:
            Explanation(413, "Body too large", """
                The body exceeds what this resource takes; split it into smaller requests (RFC 9110 section 15.5.14).
                """)
        case .malformedChunk:
            Explanation(400, "Malformed chunk", """
                A chunk is its size in hexadecimal, CR LF, its data, CR LF (RFC 9112 section 7.1).
                """)
        case .chunkExtensionTooLarge:
            Explanation(400, "Chunk extensions too long", "Send chunks without extensions (RFC 9112 section 7.1.1).")
        case .tooManyInterimResponses:
            Explanation(502, "Too many interim answers", "The peer sends 1xx without end (RFC 9110 section 15.2).")
        case .unexpectedUpgrade:
            Explanation(502, "Upgrade nobody asked for", "The peer answered 101 unasked (RFC 9110 section 15.2.2).")
        default:
            preconditionFailure("every case is explained in one of the three tables")
        }
    }
}
