package dev.sdpmcp.desk.text;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.internal.inline.BackticksInlineParser;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Keeps characters of ordinary text that CommonMark takes for marks: backslashes, stars and underscores of paths, patterns
 * and names, ticks inside words, mail addresses in angle brackets. What they leave is parsed as usual. Stateless.
 */
final class ProseMarks {

    /** A backslash looks so far ahead for the other end of what it escapes. */
    private static final int MAX_LOOK_AHEAD = 200;

    /** {@code \*not emphasis\*}: words with the same escaped marks on both sides, and no other backslash between. */
    private static final Pattern ESCAPED_EMPHASIS = Pattern.compile(
            "\\\\([*_~`])((?:\\\\\\1)*+)([\\p{L}\\p{N}][^\\\\*_~`\\[\\]<>&]*+)\\\\\\1\\2(?![\\p{L}\\p{N}\\\\])");

    /** {@code \[not a link\](https://...)}. */
    private static final Pattern ESCAPED_LINK =
            Pattern.compile("\\\\(\\[[^\\\\\\[\\]<>&]++)\\\\(\\])(?=\\((?:https?|mailto):)");

    private record Trigger(Set<Character> characters, Supplier<InlineContentParser> parser)
            implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return characters;
        }

        @Override
        public InlineContentParser create() {
            return parser.get();
        }
    }

    private ProseMarks() {}

    /** The parsers, each tried before those of the library. */
    static List<InlineContentParserFactory> parsers() {
        return List.of(
                new Trigger(Set.of('\\'), () -> ProseMarks::backslash),
                new Trigger(Set.of('*', '_', '~'), () -> ProseMarks::emphasis),
                new Trigger(Set.of('`'), ProseMarks::code),
                new Trigger(Set.of('<'), () -> ProseMarks::angle));
    }

    /** Never an escape alone, as paths and patterns are what backslashes are for. */
    private static ParsedInline backslash(InlineParserState state) {
        Scanner scanner = state.scanner();
        int before = scanner.peekPreviousCodePoint();
        Position start = scanner.position();
        scanner.next();
        Position behind = scanner.position();
        if (mayEscape(before) && "*_~`[".indexOf(scanner.peek()) >= 0) {
            scanner.setPosition(start);
            String ahead = ahead(scanner);
            int length = escaped(ahead);
            if (length > 0) {
                return text(scanner, start, length, ahead.substring(0, length).replace("\\", ""));
            }
        }
        return ParsedInline.of(new Text("\\"), behind);
    }

    private static boolean mayEscape(int before) {
        return before == Scanner.END || Character.isWhitespace(before) || "([{".indexOf(before) >= 0;
    }

    /** How much of a text that begins with a backslash is text with escaped marks; 0 for nothing. */
    private static int escaped(CharSequence ahead) {
        Matcher emphasis = ESCAPED_EMPHASIS.matcher(ahead);
        if (emphasis.lookingAt()) {
            return emphasis.end();
        }
        Matcher link = ESCAPED_LINK.matcher(ahead);
        return link.lookingAt() ? link.end() : 0;
    }

    /** Whether the backslash there would be taken for an escape. */
    static boolean isEscape(CharSequence line, int at) {
        return line.charAt(at) == '\\'
                && mayEscape(at == 0 ? 0 : line.charAt(at - 1))
                && escaped(line.subSequence(at, Math.min(line.length(), at + MAX_LOOK_AHEAD))) > 0;
    }

    private static String ahead(Scanner scanner) {
        StringBuilder ahead = new StringBuilder();
        while (scanner.hasNext() && scanner.peek() != '\n' && ahead.length() < MAX_LOOK_AHEAD) {
            ahead.append(scanner.peek());
            scanner.next();
        }
        return ahead.toString();
    }

    private static ParsedInline text(Scanner scanner, Position start, int length, String text) {
        scanner.setPosition(start);
        for (int i = 0; i < length; i++) {
            scanner.next();
        }
        return ParsedInline.of(new Text(text), scanner.position());
    }

    private static ParsedInline emphasis(InlineParserState state) {
        Scanner scanner = state.scanner();
        char mark = scanner.peek();
        int before = scanner.peekPreviousCodePoint();
        int length = scanner.matchMultiple(mark);
        Position behind = scanner.position();
        int after = scanner.peekCodePoint();
        int second = 0;
        if (scanner.hasNext()) {
            scanner.next();
            second = scanner.peekCodePoint();
        }
        MarkRules.Run run = MarkRules.run(mark, length, before, after, second);
        scanner.setPosition(behind);
        boolean single = length == 1 && run.opens() && !run.closes();
        return run.isMark() && !(single && isAlone(mark, ahead(scanner)))
                ? ParsedInline.none()
                : ParsedInline.of(new Text(String.valueOf(mark).repeat(length)), behind);
    }

    /** Whether no such mark follows in the line, as in {@code *backup*.zip} and {@code _svc}. */
    private static boolean isAlone(char mark, String ahead) {
        int start = ahead.indexOf(mark);
        int code = ahead.indexOf('`');
        if (start < 0 || (code >= 0 && code < start)) {
            return start < 0 && ahead.length() < MAX_LOOK_AHEAD;
        }
        int end = start;
        while (end < ahead.length() && ahead.charAt(end) == mark) {
            end++;
        }
        return end < MAX_LOOK_AHEAD - 1 && !MarkRules.run(ahead, start, end).isMark();
    }

    /** A tick inside a word or alone, or behind a backslash, is that of a script. */
    private static InlineContentParser code() {
        InlineContentParser spans = new BackticksInlineParser();
        return state -> {
            Scanner scanner = state.scanner();
            Position start = scanner.position();
            int before = scanner.peekPreviousCodePoint();
            int length = scanner.matchMultiple('`');
            Position behind = scanner.position();
            ParsedInline literal = ParsedInline.of(new Text("`".repeat(length)), behind);
            if (MarkRules.isWord(before)
                    || before == '\\'
                    || (length == 1 && ShownCharacters.isBlank(scanner.peek()))) {
                return literal;
            }
            scanner.setPosition(start);
            ParsedInline span = spans.tryParse(state);
            return MarkRules.isWord(scanner.peekCodePoint()) ? literal : span;
        };
    }

    /** Only addresses of pages are links in angle brackets; {@code Kari <kari@example.org>} keeps its brackets. */
    private static ParsedInline angle(InlineParserState state) {
        Scanner scanner = state.scanner();
        StringBuilder content = new StringBuilder();
        boolean address = false;
        scanner.next();
        Position behind = scanner.position();
        for (; scanner.hasNext() && content.length() < InlineLimit.MAX_PART; scanner.next()) {
            char character = scanner.peek();
            if (character == '>') {
                return address && LinkTarget.ofPage(content.toString()) == null
                        ? ParsedInline.of(new Text("<"), behind)
                        : ParsedInline.none();
            }
            if (character == '<' || ShownCharacters.isBlank(character)) {
                break;
            }
            address |= character == '@' || character == ':';
            content.append(character);
        }
        return ParsedInline.none();
    }
}
