/// What runs in the page. Waiting is done there, woken by each change of the document, so that nothing is asked over
/// and over from outside.
enum PageScript {
    /// Calls `done` with `look()` once that is neither null nor false; with null when `limit` milliseconds are over.
    private static let waiting = """
        const until = (look, limit, done) => {
          let isOver = false;
          const end = (value) => {
            if (isOver) return;
            isOver = true;
            observer.disconnect();
            clearInterval(timer);
            done(value);
          };
          const begun = performance.now();
          const tick = () => {
            let value = null;
            try { value = look(); } catch (error) { value = null; }
            if (value !== null && value !== false && value !== undefined) return end(value);
            if (performance.now() - begun > limit) end(null);
          };
          const observer = new MutationObserver(tick);
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          const timer = setInterval(tick, 100);
          tick();
        };
        """

    /// The elements that a `Target` means: those called exactly so, or, where there is none, those whose name holds it.
    private static let finding = """
        const found = (want) => {
          const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
          const may = [...document.querySelectorAll(want.scope)]
            .flatMap((scope) => [...scope.querySelectorAll(want.css)])
            .filter((element) => isShown(element) && !element.closest('[inert]')
              && (want.role === null || element.computedRole === want.role)
              && (want.text === null || element.textContent.includes(want.text)));
          const innermost = want.text === null ? may
            : may.filter((element) => !may.some((other) => other !== element && element.contains(other)));
          if (want.name === null) return innermost;
          const exact = innermost.filter((element) => element.computedName === want.name);
          return exact.length ? exact : innermost.filter((element) => element.computedName.includes(want.name));
        };
        """

    /// Waits for the elements of a target: `[target, limit]`.
    static let elements = waiting + finding + """
        const [want, limit, done] = arguments;
        until(() => { const all = found(want); return all.length ? all : null; }, limit, done);
        """

    /// Waits until no element is meant any more: `[target, limit]`.
    static let absence = waiting + finding + """
        const [want, limit, done] = arguments;
        until(() => found(want).length === 0, limit, done);
        """

    /// Waits until an expression is true: `[limit]`.
    static func condition(_ expression: String) -> String {
        waiting + """
            const [limit, done] = arguments;
            until(() => (\(expression)), limit, done);
            """
    }
}
