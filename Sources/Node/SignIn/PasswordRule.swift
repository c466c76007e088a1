import Foundation

/// What a password that a person chooses has to be: long rather than odd (NIST SP 800-63B section 3.1.1).
enum PasswordRule {
    static let shortest = 10
    /// In bytes; more is an attempt to keep the machine busy.
    static let longest = 256

    /// What is wrong with `password` for that account, as its owner reads it; nil where it will do.
    static func defect(_ password: String, for account: String) -> String? {
        // As it is hashed: one person's keyboards may compose a character differently.
        let text = password.precomposedStringWithCanonicalMapping
        if text.count < shortest { return "至少 \(shortest) 个字符" }
        if text.utf8.count > longest { return "最多 \(longest) 个字节" }
        let plain = text.lowercased()
        let name = account.lowercased()
        if plain == name || plain == String(name.reversed()) || (name.count >= 4 && plain.contains(name)) {
            return "不能包含账号"
        }
        if Set(plain).count < 4 || isRow(plain) || common.contains(plain) { return "太常见，容易被猜到" }
        return nil
    }

    /// 0123456789, abcdefghij, and the same backwards.
    private static func isRow(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
        return steps == [1] || steps == [-1]
    }

    /// Those of ten characters and more that stand high in lists of what leaked, and the line's own.
    private static let common: Set = [
        "1234567890", "0987654321", "1234567891", "12345678910", "123456789a", "a123456789", "a1234567890",
        "1q2w3e4r5t", "1qaz2wsx3edc", "1qaz@wsx3edc", "q1w2e3r4t5", "qwertyuiop", "asdfghjkl;", "qwerty12345",
        "qwerty123456", "abcd123456", "abc1234567", "abcd1234567", "aa123456789", "qq123456789", "1234qwerasdf",
        "password12", "password123", "password1234", "password2026", "passw0rd123", "p@ssw0rd123", "p@ssword123",
        "admin12345", "admin123456", "administrator", "root123456", "welcome123", "letmein123", "changeme123",
        "woaini1314", "woaini520", "woaini5201314", "5201314520", "1314520520", "iloveyou123", "1122334455",
        "1112223334", "1212121212", "123123123a", "147258369a", "zxcvbnm123", "zxcvbnm,./", "1357924680",
        "hotline12345", "12345hotline", "zhengwu12345", "12345zhengwu", "rexian12345", "12345rexian", "shanxi12345",
    ]
}
