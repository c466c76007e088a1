package import struct Foundation.Data

/// The row a statement stands on. Valid until its next step; columns count from 0.
package struct Row {
    private let driver: any DriverStatement

    init(_ driver: any DriverStatement) {
        self.driver = driver
    }

    /// Whether the column is NULL.
    package func isNull(_ column: Int) -> Bool { driver.isNull(column) }

    /// The integer; 0 for NULL.
    package func int64(_ column: Int) -> Int64 { driver.integer(column) }

    /// The integer; 0 for NULL.
    package func int(_ column: Int) -> Int { Int(driver.integer(column)) }

    /// False for 0 and NULL.
    package func bool(_ column: Int) -> Bool { driver.integer(column) != 0 }

    /// The number; 0 for NULL.
    package func double(_ column: Int) -> Double { driver.real(column) }

    /// The text; empty for NULL.
    package func text(_ column: Int) -> String { String(decoding: driver.bytes(column), as: UTF8.self) }

    /// The bytes; empty for NULL.
    package func blob(_ column: Int) -> [UInt8] { [UInt8](driver.bytes(column)) }

    /// The bytes; empty for NULL.
    package func data(_ column: Int) -> Data { Data(driver.bytes(column)) }

    /// Lends the bytes of a text or blob without copying them. They die with the row.
    package func withBlob<Result, Failure: Error>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(driver.bytes(column))
    }
}

extension Row {
    /// The integer, nil for NULL.
    package func optionalInt64(_ column: Int) -> Int64? { isNull(column) ? nil : int64(column) }

    /// The integer, nil for NULL.
    package func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

    /// The text, nil for NULL.
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    /// The bytes, nil for NULL.
    package func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }
}
