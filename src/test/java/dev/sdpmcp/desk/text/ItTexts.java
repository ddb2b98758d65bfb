package dev.sdpmcp.desk.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;

/** Texts as people of IT write them, made by jqwik: the same for the same seed. */
final class ItTexts {

    private static final Arbitrary<String> NAME = Arbitraries.of(
            "files01",
            "dept$",
            "_shared",
            "Program Files (x86)",
            "App",
            "new",
            "table",
            "_svc",
            "temp",
            "nodes",
            "r2d2",
            "~bak");
    private static final Arbitrary<String> WORD = Arbitraries.of(
            "the",
            "printer",
            "server",
            "is",
            "down",
            "again",
            "since",
            "Monday",
            "see",
            "and",
            "AT&T",
            "5 < 6",
            "a*b*c",
            "50%",
            "#4711",
            "C#",
            "C++",
            "-v",
            "*",
            "**",
            "_",
            "__",
            "~",
            "`",
            "[x]",
            "(see below)",
            "!",
            "x_y_z",
            "2 * 3 * 4",
            "<server>",
            "Kari <kari@example.org>",
            "\"quoted\"",
            "'single'",
            "a|b",
            "&nbsp",
            "1.",
            "e.g.",
            "->",
            "=>",
            "~5 min",
            "\u6253\u5370\u673a",
            "K\u00f8benhavn",
            "https://example.org/a_b_c?x=1&y=*2*",
            "\ud83d\ude00",
            "f(x)",
            "a[i](j)",
            "\\");
    private static final Arbitrary<String> FILE = Arbitraries.of(
            "*.log",
            "__init__.py",
            "my_file_name.txt",
            "*backup*.zip",
            "_config.yml",
            "a*b?.tmp",
            "~$draft.docx",
            "*.*");
    private static final Arbitrary<String> EXPRESSION = Arbitraries.of(
            "^\\d+\\.\\d+$",
            "\\*\\w+\\*",
            "\\[ERROR\\] (.*)",
            "[a-z_]+\\.log$",
            "(?i)^\\\\\\\\.*",
            "\\b\\w+\\b",
            "^\\s*#.*$",
            ".*_\\d{2}_.*",
            "s/\\*/\\\\*/g",
            "\\n\\r?",
            "\\(\\d+\\)",
            "a{2,}|b*?");
    private static final Arbitrary<String> COMMAND = Arbitraries.of(
            "delete *.log and a*b",
            "del /q C:\\Temp\\*.tmp C:\\Temp\\*.bak",
            "grep -rn '_foo_' *.py | awk '{print $1*$2}'",
            "Get-ChildItem -Path C:\\* -Include *.ps1 | % { $_.Name }",
            "net use Z: \\\\files01\\dept$\\_shared /user:CORP\\_svc",
            "find . -name '*.java' -exec sed -i 's/_a_/_b_/g' {} \\;",
            "echo \"Line1`nLine2`r`n\"",
            "SELECT * FROM t WHERE a_b LIKE '%\\_x%' AND c = '*'",
            "python -m __main__ --opt=*",
            "grep '\\*ERROR\\*' app.log",
            "WHERE a LIKE '\\_tmp\\_%'",
            "* * * * * /usr/bin/backup --all",
            "*/5 * * * * root run_parts");
    private static final Arbitrary<String> KEY = Arbitraries.of(
            "HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion",
            "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\_svc",
            "HKCU:\\Software\\*\\new",
            "CORP\\_svc",
            "CORP\\svc_backup",
            ".\\administrator");
    private static final Arbitrary<String> LOG = Arbitraries.of(
            "[INFO]: started",
            "[2026-11-30 10:00:01] ERROR [main] c.e.App - *** failed ***",
            "2026-11-30T10:00:01Z  WARN   disk_usage=91%   path=/var/log/*",
            "Nov 30 10:00:01 host sshd[123]: Failed password for _svc from 10.0.0.1",
            "[x]: https://example.org/x",
            "0x80070005 (E_ACCESSDENIED)",
            "Interface  IP-Address   OK?  Method",
            "---- end of log ----",
            "==========",
            "----------",
            ">5 users, >>out.txt",
            "2024. It was a good year");
    private static final Arbitrary<String> SIGNATURE = Arbitraries.of(
            "Regards\n-- \nKari", "Hi,\n\nthanks\n--\nKari", "Best\n___\nKari", "Regards\n===\nKari", "--\nKari");
    private static final Arbitrary<String> BLOCK = Arbitraries.of(
            "# Title",
            "## What is *it*?",
            "- one\n- two\n  - three `a_b`\n- four",
            "* **bold** item\n* _word_ item",
            "1. first\n2. second\n   more\n3. third",
            "1. a\n2. b\n\n1. c\n2. d",
            "- a\n\n- b\n\n  c",
            "3) three\n4) four",
            "```\n    indented\n  # comment\n\\\\x\\*y\n```",
            "```powershell\nGet-Item `\n  C:\\*\n```",
            "    if x:\n        y(*a)",
            "| Host | Path |\n| --- | --- |\n| a | C:\\x\\|y |\n| `b|c` | *.log<br>_x_ |",
            "> quoted *text*\n> more",
            "**bold**, *word*, _word_, ~~old~~ and `code_span`",
            "[a link](https://example.org/a_b) and <https://example.org/x_y_>",
            "![screen](https://example.org/s.png)",
            "- [ ] to do\n- [x] done",
            "text[^1]\n\n[^1]: note",
            "---",
            "***both***, **a *b* c**",
            "*em** and ***em* and _*em*:_ and *`*",
            "Use <b>this</b> and <br>that",
            "<p>Hello <i>you</i></p><ul><li>one</li></ul>");

    private static final Pattern BLOCK_START =
            Pattern.compile("^(?:[-*+>#]|[0-9]{1,2}[.)])(?:\\s|$)|^(?:-{3}|={3}|\\[x\\]:)");

    private ItTexts() {}

    /** Lines without Markdown, whose text must be shown as it is. */
    static List<String> plain(long seed, int count) {
        return some(line().map(text -> "See " + text), seed, count);
    }

    /** The same, of several lines that do not begin as a block of Markdown does. */
    static List<String> lines(long seed, int count) {
        Arbitrary<String> line = line().map(String::strip)
                .filter(text -> !BLOCK_START.matcher(text).find());
        return some(line.list().ofMinSize(2).ofMaxSize(4).map(lines -> String.join("\n", lines)), seed, count);
    }

    /** Texts of several paragraphs and blocks. */
    static List<String> whole(long seed, int count) {
        Arbitrary<String> paragraph = line().list().ofMinSize(1).ofMaxSize(3).map(lines -> String.join("\n", lines));
        Arbitrary<String> part =
                Arbitraries.frequencyOf(Tuple.of(3, paragraph), Tuple.of(1, SIGNATURE), Tuple.of(2, BLOCK));
        return some(part.list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("\n\n", parts)), seed, count);
    }

    private static Arbitrary<String> line() {
        Arbitrary<String> path = Combinators.combine(
                        Arbitraries.of("\\\\", "C:\\", "D:\\", "/", "~/", "\\"),
                        NAME.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of("", "\\", "\\*", "\\*.log"))
                .as((root, names, end) -> root + String.join(root.contains("/") ? "/" : "\\", names) + end);
        Arbitrary<String> piece = Arbitraries.oneOf(WORD, WORD, path, FILE, EXPRESSION, COMMAND, KEY, LOG);
        return piece.list().ofMinSize(1).ofMaxSize(5).map(pieces -> String.join(" ", pieces));
    }

    private static List<String> some(Arbitrary<String> texts, long seed, int count) {
        List<String> made = new ArrayList<>(count);
        JqwikSession.run(() -> {
            RandomGenerator<String> generator = texts.generator(count, true);
            Random random = new Random(seed);
            for (int i = 0; i < count; i++) {
                made.add(generator.next(random).value());
            }
        });
        return made;
    }
}
