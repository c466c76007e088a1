/// A ZIP archive whose entries are stored as they are (APPNOTE.TXT 6.3.10): written front to back, each entry's size
/// and checksum behind it, so that none need be known before it is written.
struct ZipStore: Sendable {
    private struct Entry {
        var name: [UInt8]
        var offset: UInt64
        var size: UInt64 = 0
        var checksum = CRC32()
    }

    /// Bytes beyond which nothing is to be added: the offsets of this simple form end at 4 GiB (section 4.4.1.4), and
    /// the last rows and the directory need some room.
    static let mostBytes: UInt64 = 4 << 30 - 64 << 20

    private var entries: [Entry] = []
    private var isOpen = false
    /// What was written so far.
    private(set) var bytes: UInt64 = 0

    /// Begins an entry; the one before is ended.
    mutating func open(_ name: String) -> [UInt8] {
        let before = close()
        let name = Array(name.utf8)
        entries.append(Entry(name: name, offset: bytes))
        isOpen = true
        // Sizes and checksum follow the data (bit 3), the name is UTF-8 (bit 11).
        var head = LittleEndian()
        head.add(UInt32(0x0403_4B50))
        head.add([20, 0x0808, 0, 0, Self.firstDay] as [UInt16])
        head.add([0, 0, 0] as [UInt32])
        head.add([UInt16(name.count), 0])
        return before + counted(head.bytes + name)
    }

    /// Adds to the entry that was begun last.
    mutating func write(_ data: [UInt8]) -> [UInt8] {
        entries[entries.count - 1].checksum.add(data)
        entries[entries.count - 1].size += UInt64(data.count)
        return counted(data)
    }

    /// Ends the archive with its directory.
    mutating func finish() -> [UInt8] {
        let before = close()
        let start = bytes
        var directory = LittleEndian()
        for entry in entries {
            directory.add(UInt32(0x0201_4B50))
            directory.add([20, 20, 0x0808, 0, 0, Self.firstDay] as [UInt16])
            directory.add([entry.checksum.value, UInt32(truncatingIfNeeded: entry.size)])
            directory.add(UInt32(truncatingIfNeeded: entry.size))
            directory.add([UInt16(entry.name.count), 0, 0, 0, 0])
            directory.add([0, UInt32(truncatingIfNeeded: entry.offset)])
            directory.bytes += entry.name
        }
        let size = UInt32(directory.bytes.count)
        directory.add(UInt32(0x0605_4B50))
        directory.add([0, 0, UInt16(entries.count), UInt16(entries.count)])
        directory.add([size, UInt32(truncatingIfNeeded: start)])
        directory.add([0] as [UInt16])
        return before + counted(directory.bytes)
    }

    /// 1980-01-01: entries are the same whenever they are written.
    private static let firstDay: UInt16 = 0x0021

    private mutating func close() -> [UInt8] {
        guard isOpen, let entry = entries.last else { return [] }
        isOpen = false
        var tail = LittleEndian()
        tail.add([0x0807_4B50, entry.checksum.value] as [UInt32])
        tail.add([UInt32(truncatingIfNeeded: entry.size), UInt32(truncatingIfNeeded: entry.size)])
        return counted(tail.bytes)
    }

    private mutating func counted(_ written: [UInt8]) -> [UInt8] {
        bytes += UInt64(written.count)
        return written
    }
}

/// Numbers as ZIP has them.
private struct LittleEndian {
    var bytes: [UInt8] = []

    mutating func add(_ number: some FixedWidthInteger & UnsignedInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func add(_ numbers: [UInt16]) { for number in numbers { add(number) } }
    mutating func add(_ numbers: [UInt32]) { for number in numbers { add(number) } }
}

/// The checksum of ZIP: CRC-32 of ISO 3309, bits reflected.
struct CRC32: Sendable {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private var register: UInt32 = .max

    /// The checksum of all that was added.
    var value: UInt32 { ~register }

    mutating func add(_ data: [UInt8]) {
        for byte in data {
            register = register >> 8 ^ Self.table[Int((register ^ UInt32(byte)) & 0xFF)]
        }
    }
}
