/// The script by which a shell completes: the command table as `case`s over what has been typed so far.
///
/// bash runs it as it stands; zsh through its own bridge for such scripts.
struct CompletionScript {
    private let commands: [any Command.Type]

    init(_ commands: [any Command.Type]) { self.commands = commands }

    func text(forZsh: Bool) -> String {
        let bridge = forZsh ? "autoload -U +X bashcompinit && bashcompinit\n" : ""
        return bridge + """
            # Sets words to what may begin a command, by the words of it that stand already.
            \(function("_hotline_commands", nextWords))
            # Sets words to the options of a command.
            \(function("_hotline_options", options))
            # Sets words to what an option's value may be: words, or "files", "folders", "anything"; nothing for a flag.
            \(function("_hotline_value", values))
            # The same of an argument by its place, from 0.
            \(function("_hotline_argument", arguments))
            \(Self.main)
            complete -F _hotline hotline

            """
    }

    /// One `case` over its argument.
    private func function(_ name: String, _ cases: [Case]) -> String {
        let lines = cases.map { offer in
            let patterns = offer.patterns.map { "\"\($0)\"" }.joined(separator: " | ")
            return "    \(patterns)) words=\"\(offer.words)\" ;;"
        }
        return "\(name)() {\n  words=\"\"\n  case \"$1\" in\n" + lines.joined(separator: "\n") + "\n  esac\n}"
    }

    private static let main = """
        _hotline() {
          local words="" name="" command="" place=0 takes="" index word
          local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
          # The shell takes --name=value for three words.
          if [[ $current == "=" ]]; then current=""
          elif [[ $before == "=" && $COMP_CWORD -gt 2 ]]; then before="${COMP_WORDS[COMP_CWORD-2]}"; fi
          for ((index = 1; index < COMP_CWORD; index++)); do
            word="${COMP_WORDS[index]}"
            if [[ $word == "=" ]]; then continue; fi
            if [[ -n $takes ]]; then takes=""; continue; fi
            if [[ $word == --* ]]; then _hotline_value "$command $word"; takes="$words"; continue; fi
            if [[ -n $command ]]; then place=$((place + 1)); continue; fi
            name="${name:+$name }$word"
            if [[ $name == help ]]; then name=""; continue; fi
            _hotline_options "$name"
            if [[ -n $words ]]; then command="$name"; fi
          done
          words=""
          if [[ $before == --* && $COMP_CWORD -gt 1 ]]; then _hotline_value "$command $before"; fi
          if [[ -z $words ]]; then
            if [[ -z $command ]]; then _hotline_commands "$name"
            elif [[ $current == -* ]]; then _hotline_options "$command"
            else _hotline_argument "$command $place"; fi
          fi
          COMPREPLY=()
          # compgen of zsh's bridge knows neither prefixes nor folders well.
          case "$words" in
            files) for word in "$current"*; do if [[ -e $word ]]; then COMPREPLY+=("$word"); fi; done ;;
            folders) for word in "$current"*; do if [[ -d $word ]]; then COMPREPLY+=("$word"); fi; done ;;
            anything) ;;
            *) for word in $words; do if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi; done ;;
          esac
          if [[ $words == files || $words == folders ]]; then compopt -o filenames 2>/dev/null; fi
          return 0
        }
        """
}

extension CompletionScript {
    /// Words that one `case` offers.
    private struct Case {
        var patterns: [String]
        var words: String
    }

    /// After each beginning of a command's name, the words that go on.
    private var nextWords: [Case] {
        var next: [String: Set<String>] = ["": ["help"]]
        for command in commands {
            var typed = ""
            for word in command.name.split(separator: " ") {
                next[typed, default: []].insert(String(word))
                typed += typed.isEmpty ? String(word) : " \(word)"
            }
        }
        return next.sorted { $0.key < $1.key }.map { typed, words in
            Case(patterns: [typed], words: words.sorted().joined(separator: " "))
        }
    }

    private var options: [Case] {
        commands.map { command in
            Case(patterns: [command.name], words: command.allOptions.map { "--\($0.name)" }.joined(separator: " "))
        }
    }

    private var values: [Case] {
        grouped(commands.flatMap { command in
            command.allOptions.compactMap { option in
                option.placeholder.map { ("\(command.name) --\(option.name)", Self.offer($0, option.words)) }
            }
        })
    }

    private var arguments: [Case] {
        grouped(commands.flatMap { command in
            command.positionals.enumerated().map { place, argument in
                ("\(command.name) \(place)", Self.offer(argument.name, argument.words))
            }
        }).filter { $0.words != "anything" }
    }

    private static func offer(_ placeholder: String, _ words: [String]) -> String {
        if !words.isEmpty { return words.joined(separator: " ") }
        return ["FILE": "files", "BOOK": "files", "DIR": "folders"][placeholder] ?? "anything"
    }

    /// What is offered in several places stands once.
    private func grouped(_ offers: [(pattern: String, words: String)]) -> [Case] {
        var cases: [Case] = []
        for offer in offers {
            if let index = cases.firstIndex(where: { $0.words == offer.words }) {
                cases[index].patterns.append(offer.pattern)
            } else {
                cases.append(Case(patterns: [offer.pattern], words: offer.words))
            }
        }
        return cases
    }
}
