package import struct Foundation.Data

/// A value that can stand for a parameter.
package protocol Bindable: Sendable {
    /// Binds the value to parameter `index`, counted from 1.
    func bind(to statement: Statement, at index: Int) throws(DatabaseError)
}

extension Int64: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}

extension Int: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}

extension Bool: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}

extension Double: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}

extension String: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}

extension [UInt8]: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}

extension ArraySlice<UInt8>: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}

extension Data: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) { try statement.bind(index, self) }
}
