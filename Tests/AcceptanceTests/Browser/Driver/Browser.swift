import Foundation
import Glibc
import HTTPWire
import Synchronization
import TestSupport
import Testing

@testable import HotlineCLI

/// One headless Chromium with a profile of its own, and any number of windows. A test uses one command at a time.
final class Browser: Sendable {
    private let driver: WebDriver
    private let path: String
    private let processID: Int32
    private let profile: TemporaryDirectory
    private let state = Mutex(State())
    let watch = PageWatch()

    private struct State {
        /// The window that commands go to.
        var current = ""
        var windows: [Page] = []
    }

    /// Runs `test` with a browser. Whatever a page says on its console as an error, and whatever it asks of anyone but
    /// the nodes on this machine, fails the test; where the test throws, each window leaves a picture.
    static func run(_ name: String = #function, _ test: (Browser) async throws -> Void) async throws {
        let driver = try await BrowserDriver()
        do {
            let browser = try await Browser(driver.driver)
            do {
                try await test(browser)
                try await browser.watch.look(at: browser)
            } catch {
                await browser.keepPictures(of: name)
                await browser.end()
                throw error
            }
            if !browser.watch.complaints.isEmpty { await browser.keepPictures(of: name) }
            await browser.end()
        } catch {
            await driver.end()
            throw error
        }
        await driver.end()
    }

    private init(_ driver: WebDriver) async throws {
        self.driver = driver
        profile = try TemporaryDirectory()
        let answer = try await driver.command(.post, "/session", Self.wishes(profile: profile.path))
        path = "/session/\(answer.text("sessionId"))"
        processID = Int32(answer["capabilities"]?["goog:processID"]?.integer ?? 0)
        let handle = try await command(.get, "/window").string ?? ""
        state.withLock { $0.current = handle }
        let limit = JSONValue.integer(60_000)
        _ = try await command(.post, "/timeouts", ["script": limit, "pageLoad": limit])
        state.withLock { [page = Page(handle: handle, browser: self)] in $0.windows = [page] }
    }

    private static func wishes(profile: String) -> JSONValue {
        var flags = [
            "--headless", "--window-size=1280,900", "--lang=zh-CN", "--user-data-dir=\(profile)",
            // The browser ends when the driver does.
            "--remote-debugging-pipe",
            // Names and roles as a screen reader gets them, for `Target`.
            "--enable-blink-features=ComputedAccessibilityInfo",
            // What a browser does of its own accord, which is no page's doing.
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--disable-gpu",
            // All windows are worked in at once.
            "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
            "--disable-background-timer-throttling",
            // No name but this machine's leads anywhere.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
        ]
        // Chromium's own sandbox refuses to run as root.
        if getuid() == 0 { flags.append("--no-sandbox") }
        return ["capabilities": ["alwaysMatch": [
            "browserName": "chrome", "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
            "goog:chromeOptions": ["args": .array(flags.map { .string($0) })],
        ]]]
    }

    /// The window that a browser opens with.
    var page: Page { state.withLock { $0.windows[0] } }

    /// All windows.
    var pages: [Page] { state.withLock { $0.windows } }

    /// A further window.
    func newPage() async throws -> Page {
        let handle = try await command(.post, "/window/new", ["type": "window"]).text("handle")
        let page = Page(handle: handle, browser: self)
        state.withLock { $0.windows.append(page) }
        return page
    }

    /// A command of the session, whichever window is at hand.
    func command(
        _ method: HTTPMethod, _ path: String, _ body: JSONValue = .object([:])
    ) async throws -> JSONValue {
        try await driver.command(method, self.path + path, body)
    }

    /// A command to one window.
    func command(
        _ method: HTTPMethod, _ path: String, _ body: JSONValue = .object([:]), in handle: String
    ) async throws -> JSONValue {
        if state.withLock({ $0.current != handle }) {
            _ = try await command(.post, "/window", ["handle": .string(handle)])
            state.withLock { $0.current = handle }
        }
        return try await command(method, path, body)
    }

    /// Leaves a picture of each window beside what was built.
    private func keepPictures(of name: String) async {
        let folder = AcceptanceNetwork.repository.appending(path: ".build/screenshots").path
        let stem = name.filter { $0.isLetter || $0.isNumber || $0 == " " }
        for (number, page) in pages.enumerated() {
            let file = "\(folder)/\(stem)-\(number + 1).png"
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try await page.keepPicture(file)
                Issue.record("picture: \(file)")
            } catch {
                Issue.record("no picture of window \(number + 1): \(error)")
            }
        }
    }

    /// Ends the browser; the driver's end, which follows, leaves nothing of it either.
    private func end() async {
        do {
            _ = try await command(.delete, "")
        } catch {
            // It hangs or has crashed: then by its number, which is its own as long as the driver has not reaped it.
            if processID > 0 { kill(processID, SIGKILL) }
        }
    }
}

/// Foundation knows another method.
typealias HTTPMethod = HTTPWire.Method
