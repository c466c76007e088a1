package import struct Foundation.Data

/// A compiled statement of one connection, taken from its cache ready to be bound. Resets itself after its last row
/// and at the end of the transaction.
package final class Statement {
    let driver: any DriverStatement
    private unowned let connection: Connection
    /// Between the first row and the reset.
    private(set) var isRunning = false

    init(_ driver: any DriverStatement, of connection: Connection) {
        self.driver = driver
        self.connection = connection
    }

    /// Moves to the next row, which `row` then reads; false when there is none, and the statement can run again.
    package func step() throws(DatabaseError) -> Bool {
        do {
            let hasRow = try driver.step()
            if hasRow != isRunning { note(running: hasRow) }
            return hasRow
        } catch {
            if isRunning { note(running: false) }
            throw error
        }
    }

    /// Runs a statement to its end, ignoring rows.
    package func run() throws(DatabaseError) {
        while try step() {}
    }

    /// Ends a run before its last row.
    package func reset() {
        guard isRunning else { return }
        driver.reset()
        note(running: false)
    }

    /// The present row.
    package var row: Row { Row(driver) }

    private func note(running: Bool) {
        isRunning = running
        connection.runningStatements += running ? 1 : -1
    }
}

extension Statement {
    /// Binds parameter `index`, counted from 1.
    package func bind(_ index: Int, _ value: Int64) throws(DatabaseError) {
        try driver.bind(index, integer: value)
    }

    package func bind(_ index: Int, _ value: Int) throws(DatabaseError) {
        try driver.bind(index, integer: Int64(value))
    }

    package func bind(_ index: Int, _ value: Bool) throws(DatabaseError) {
        try driver.bind(index, integer: value ? 1 : 0)
    }

    package func bind(_ index: Int, _ value: Double) throws(DatabaseError) {
        try driver.bind(index, real: value)
    }

    package func bind(_ index: Int, _ value: String) throws(DatabaseError) {
        try driver.bind(index, text: value)
    }

    /// Binds bytes; they are copied.
    package func bind(_ index: Int, _ value: UnsafeRawBufferPointer) throws(DatabaseError) {
        try driver.bind(index, blob: value)
    }

    package func bind(_ index: Int, _ value: [UInt8]) throws(DatabaseError) {
        try value.withUnsafeBufferPointer { bytes throws(DatabaseError) in
            try driver.bind(index, blob: UnsafeRawBufferPointer(bytes))
        }
    }

    package func bind(_ index: Int, _ value: ArraySlice<UInt8>) throws(DatabaseError) {
        try value.withUnsafeBufferPointer { bytes throws(DatabaseError) in
            try driver.bind(index, blob: UnsafeRawBufferPointer(bytes))
        }
    }

    package func bind(_ index: Int, _ value: Data) throws(DatabaseError) {
        let outcome = value.withUnsafeBytes { bytes in
            Result { () throws(DatabaseError) in try driver.bind(index, blob: bytes) }
        }
        try outcome.get()
    }

    /// Binds a value or, for nil, NULL.
    package func bind(_ index: Int, _ value: (any Bindable)?) throws(DatabaseError) {
        guard let value else { return try driver.bindNull(index) }
        try value.bind(to: self, at: index)
    }

    /// Binds NULL.
    package func bindNull(_ index: Int) throws(DatabaseError) {
        try driver.bindNull(index)
    }
}
