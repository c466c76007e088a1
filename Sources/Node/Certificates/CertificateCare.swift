import Crypto
import Platform

/// Looks every two seconds whether files of certificates have been renewed, and once a day whether one is about to end.
struct CertificateCare: Sendable {
    private static let interval = Duration.seconds(2)
    /// How long before the end of a certificate the log begins to warn.
    private static let warningDays: Int64 = 14

    let certificates: Certificates
    let clock: any Clock
    let log: Log
    /// Notified when the node stops.
    let stopping: Wakeup

    /// Runs until the node stops; at once where there are no certificates.
    func run() async {
        let contexts = certificates.all
        guard !contexts.isEmpty else { return }
        // Files are read on a thread of their own: a disk may take its time.
        let thread = DedicatedThread(name: "certificates")
        defer { thread.close() }
        var warnedOn = Int64.min
        repeat {
            let today = clock.wallMilliseconds / 86_400_000
            if today != warnedOn { for context in contexts { warn(of: context) } }
            warnedOn = today
            await withCheckedContinuation { done in
                thread.run {
                    for context in contexts { look(at: context) }
                    done.resume()
                }
            }
        } while await !stopping.wait(until: .now + Self.interval) && !Task.isCancelled
    }

    private func look(at context: RenewableContext) {
        do throws(TLSFileError) {
            guard try context.renew() else { return }
            let files = context.files.joined(separator: " ")
            log.notice("certificate.renewed", ["files": .text(files), "days": .int(days(of: context) ?? 0)])
            warn(of: context)
        } catch {
            log.error("certificate.unusable", ["file": .text(error.file), "error": .text("\(error)")])
        }
    }

    private func warn(of context: RenewableContext) {
        guard let days = days(of: context), days < Self.warningDays else { return }
        log.warning("certificate.ends", ["file": .text(context.files.first ?? ""), "days": .int(days)])
    }

    /// Whole days that the own certificate still has; negative once it has ended, nil where there is none.
    private func days(of context: RenewableContext) -> Int64? {
        context.current.expiry.map { ($0 - clock.wallMilliseconds / 1_000) / 86_400 }
    }
}
