package dev.sdpmcp.desk.text;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.internal.BlockQuoteParser;
import org.commonmark.internal.BlockStartImpl;
import org.commonmark.internal.FencedCodeBlockParser;
import org.commonmark.internal.HeadingParser;
import org.commonmark.internal.ListBlockParser;
import org.commonmark.internal.ListItemParser;
import org.commonmark.internal.ThematicBreakParser;
import org.commonmark.node.Block;
import org.commonmark.node.OrderedList;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.BlockParser;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Begins headings, lists, quotations, rules and fenced code where they are evidently meant, and not where CommonMark takes a signature
 * for a heading or a year for the number of a list. For one text; not thread-safe.
 */
final class ProseBlocks {

    /** The first number of a list has at most two digits: {@code 2024. It was} is a sentence. */
    private static final int MAX_FIRST_NUMBER = 99;

    private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,9}+)([.)])[ \\t]++\\S");
    private static final Pattern QUOTATION = Pattern.compile("(?:>++|(?:> )++>?+)\\s++[^\\s>]");
    private static final Pattern HEADING = Pattern.compile("#{1,6}+[ \\t]++(?!#*+[ \\t]*+$)");
    private static final Pattern FENCE = Pattern.compile("`{3,}+|~~~(?!~)");

    /** Not the row of dashes below the columns of a table of a console. */
    private static final Pattern RULE = Pattern.compile("([-*_])(?:\\1{2,}+|(?: \\1){2,}+)[ \\t]*+$");

    /** In a diff, a line that begins with a dash or a plus is no item. */
    private static final Pattern DIFF = Pattern.compile("^@@ -[0-9]", Pattern.MULTILINE);

    /** With something in the item, which is not the same bullet, as in a line of a crontab: {@code * * * * * command}. */
    private static final Pattern BULLET = Pattern.compile("([-*+])[ \\t]++(?!\\1(?:[ \\t]|$))\\S");

    /** The numbers of the lists so far: the first and the last. */
    private record Numbers(int first, int last) {}

    private final IdentityHashMap<Block, Numbers> numbers = new IdentityHashMap<>();

    private ProseBlocks() {}

    /** The factories for one text, in place of those of the library for these blocks. */
    static List<BlockParserFactory> factories(String markdown) {
        boolean diff = !markdown.contains("```") && DIFF.matcher(markdown).find();
        ProseBlocks blocks = new ProseBlocks();
        BlockParserFactory lists = new ListBlockParser.Factory();
        return List.of(
                where(QUOTATION, new BlockQuoteParser.Factory()),
                where(HEADING, new HeadingParser.Factory()),
                where(FENCE, new FencedCodeBlockParser.Factory()),
                where(RULE, new ThematicBreakParser.Factory()),
                (state, matched) -> diff ? BlockStart.none() : blocks.list(lists, state, matched));
    }

    private static BlockParserFactory where(Pattern start, BlockParserFactory factory) {
        return (state, matched) ->
                start.matcher(rest(state)).lookingAt() ? factory.tryStart(state, matched) : BlockStart.none();
    }

    private static CharSequence rest(ParserState state) {
        CharSequence line = state.getLine().getContent();
        return line.subSequence(state.getNextNonSpaceIndex(), line.length());
    }

    private BlockStart list(BlockParserFactory lists, ParserState state, MatchedBlockParser matched) {
        CharSequence rest = rest(state);
        Matcher number = NUMBERED.matcher(rest);
        if (!number.lookingAt()) {
            return BULLET.matcher(rest).lookingAt() ? lists.tryStart(state, matched) : BlockStart.none();
        }
        return numbered(lists, Integer.parseInt(number.group(1)), number.group(2), state, matched);
    }

    /** A number that is not the next one begins a new list, so that none is shown as another number. */
    private BlockStart numbered(
            BlockParserFactory lists, int number, String delimiter, ParserState state, MatchedBlockParser matched) {
        Block list = matched.getMatchedBlockParser().getBlock();
        Numbers before = list instanceof OrderedList ordered && delimiter.equals(ordered.getMarkerDelimiter())
                ? numbers.get(list)
                : null;
        if (before != null && (number == before.last + 1 || (number == before.first && before.first == before.last))) {
            numbers.put(list, new Numbers(before.first, number));
            return lists.tryStart(state, matched);
        }
        if (number > MAX_FIRST_NUMBER) {
            return BlockStart.none();
        }
        BlockStart start = lists.tryStart(state, before == null ? matched : new NotInList(matched));
        if (start instanceof BlockStartImpl begun) {
            numbers.put(begun.getBlockParsers()[0].getBlock(), new Numbers(number, number));
        }
        return start;
    }

    /** Hides the list that is open, so that the library begins another one. */
    private record NotInList(MatchedBlockParser matched) implements MatchedBlockParser {

        @Override
        public BlockParser getMatchedBlockParser() {
            return new ListItemParser(0, 0);
        }

        @Override
        public SourceLines getParagraphLines() {
            return matched.getParagraphLines();
        }
    }
}
