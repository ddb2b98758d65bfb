package dev.sdpmcp.desk.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides, when a line is complete, which marks of emphasis stay in it and which stars, underscores, tildes and ticks of text
 * must be escaped: only those that {@link MarkRules} would take for marks, so that paths and names stay readable. Marks inside
 * of a word are left out, as they are none there. Not thread-safe.
 */
final class MarkedLine {

    static final String LITERALS = "*_~`<&";

    private static final int ROUNDS = 3;

    /** A mark of so many characters around a piece of the line. */
    private record Pair(int start, int end, int length) {}

    private final LengthBudget budget;

    /** The places of characters of text. */
    private final BitSet literals = new BitSet();

    private List<Pair> pairs = new ArrayList<>();

    /** Which characters of text may begin emphasis, since the line began. */
    private final BitSet open = new BitSet();

    /** Which of them may begin some that ends in another line, since the paragraph began. */
    private final BitSet severalLines = new BitSet();

    MarkedLine(LengthBudget budget) {
        this.budget = budget;
    }

    /** The next line is that of another paragraph. */
    void beginParagraph() {
        severalLines.clear();
    }

    void literal(int place) {
        literals.set(place);
    }

    void pair(int start, int end, int length) {
        pairs.add(new Pair(start, end, length));
    }

    /** Whether there is a pair of marks behind that place. */
    boolean hasPairBehind(int place) {
        return !pairs.isEmpty() && pairs.getLast().start >= place;
    }

    /** What is behind that place is no text that marks could be in. */
    void noText(int place) {
        literals.clear(place, Math.max(place, literals.length()));
    }

    /** The line as it is to be written; the next one can be begun. */
    String finish(StringBuilder line) {
        for (int round = 0; round <= ROUNDS; round++) {
            boolean last = round == ROUNDS;
            Set<Pair> wrong = new HashSet<>();
            int firstStar = literals.stream()
                    .filter(place -> line.charAt(place) == '*')
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
            for (Pair pair : pairs) {
                if (last || !isRight(line, pair, firstStar)) {
                    wrong.add(pair);
                }
            }
            if (wrong.isEmpty()) {
                break;
            }
            remove(line, wrong);
        }
        open.clear();
        open.or(severalLines);
        String finished = literals.isEmpty() ? line.toString() : escaped(line);
        literals.clear();
        pairs = new ArrayList<>();
        return finished;
    }

    /** Behind stars of text, which may be marks, a mark must not be one that begins and ends. */
    private boolean isRight(StringBuilder line, Pair pair, int firstStar) {
        int from = pair.start + pair.length;
        if (isStar(line, pair.start - 1)
                || isStar(line, pair.end + pair.length)
                || (pair.length == 1 && (isLiteral(line, from) || isLiteral(line, pair.end - 1)))) {
            return false;
        }
        MarkRules.Run start = run(line, runStart(line, pair.start), runEnd(line, pair.start), true);
        MarkRules.Run end = run(line, runStart(line, pair.end), runEnd(line, pair.end), false);
        return start.opens() && end.closes() && !(firstStar < pair.end && (start.closes() || end.opens()));
    }

    private boolean isStar(StringBuilder line, int place) {
        return place >= 0 && literals.get(place) && line.charAt(place) == '*';
    }

    private boolean isLiteral(StringBuilder line, int place) {
        return literals.get(place) && "*_~`".indexOf(line.charAt(place)) >= 0;
    }

    /** The run as it will be, with what is beside it escaped where it will be. */
    private MarkRules.Run run(StringBuilder line, int start, int end, boolean opening) {
        StringBuilder run = new StringBuilder();
        if (start > 0) {
            run.append(isEscaped(line, start - 1, !opening) ? ";" : Character.toString(line.codePointBefore(start)));
        }
        int begin = run.length();
        run.append(line, start, end);
        int behind = run.length();
        if (end < line.length() && isEscaped(line, end, opening)) {
            run.append('&');
        }
        run.append(line, end, Math.min(line.length(), end + 4));
        return MarkRules.run(run, begin, behind);
    }

    private boolean isEscaped(StringBuilder line, int place, boolean inside) {
        char character = line.charAt(place);
        return literals.get(place) && (inside ? "*_~`" : "*`").indexOf(character) >= 0;
    }

    /** Text beside a mark will be escaped, so that it is no part of the run. */
    private int runStart(CharSequence line, int at) {
        int start = at;
        while (start > 0 && line.charAt(start - 1) == line.charAt(at) && literals.get(start - 1) == literals.get(at)) {
            start--;
        }
        return start;
    }

    private int runEnd(CharSequence line, int at) {
        int end = at + 1;
        while (end < line.length() && line.charAt(end) == line.charAt(at) && literals.get(end) == literals.get(at)) {
            end++;
        }
        return end;
    }

    private void remove(StringBuilder line, Set<Pair> wrong) {
        BitSet removed = new BitSet();
        for (Pair pair : wrong) {
            removed.set(pair.start, pair.start + pair.length);
            removed.set(pair.end, pair.end + pair.length);
        }
        int[] moved = new int[line.length() + 1];
        StringBuilder left = new StringBuilder(line.length());
        BitSet places = new BitSet();
        for (int i = 0; i < line.length(); i++) {
            moved[i] = left.length();
            if (!removed.get(i)) {
                places.set(left.length(), literals.get(i));
                left.append(line.charAt(i));
            }
        }
        pairs.removeIf(wrong::contains);
        pairs.replaceAll(pair -> new Pair(moved[pair.start], moved[pair.end], pair.length));
        literals.clear();
        literals.or(places);
        line.setLength(0);
        line.append(left);
    }

    private String escaped(StringBuilder line) {
        int[] spans = spans(line);
        StringBuilder escaped = new StringBuilder(line.length() + 16);
        int copied = 0;
        for (int start = literals.nextSetBit(0); start >= 0; ) {
            char character = line.charAt(start);
            int end = character == '<' || character == '&' ? start + 1 : runEnd(line, start);
            String escape = MarkdownEscape.entity(character);
            if (isMark(line, start, end, spans[start])) {
                boolean affordable = isAffordable(line, start, escape, end - start);
                escaped.append(line, copied, start)
                        .append((affordable ? escape : "\\" + character).repeat(end - start));
                copied = end;
            }
            start = literals.nextSetBit(end);
        }
        return escaped.append(line, copied, line.length()).toString();
    }

    /** Whether the budget reaches for so many entities; if so, that is paid for. */
    private boolean isAffordable(StringBuilder line, int at, String escape, int times) {
        boolean earned = line.charAt(at) == '<'
                && at + 1 < line.length()
                && MarkdownEscape.isAsciiLetter(line.charAt(at + 1))
                && !budget.isExhausted();
        if (earned) {
            // HTML has such text as an entity only, or in elements whose text is code.
            budget.earn(escape.length() - 2);
            budget.spendOnText(escape.length() - 1);
        }
        return earned || budget.spendOnMarkup(times * (escape.length() - 1));
    }

    /** How many pairs of stars or tildes are around each place; those of both kinds count alike. */
    private int[] spans(StringBuilder line) {
        int[] spans = new int[line.length() + 1];
        for (Pair pair : pairs) {
            spans[pair.start]++;
            spans[pair.end]--;
        }
        for (int i = 1; i < spans.length; i++) {
            spans[i] += spans[i - 1];
        }
        return spans;
    }

    private boolean isMark(StringBuilder line, int start, int end, int spans) {
        char character = line.charAt(start);
        if (character == '<') {
            return MarkdownEscape.mayBeginTag(line, start);
        } else if (character == '&') {
            return MarkdownEscape.mayBeginEntity(line, start);
        }
        boolean beside = (start > 0 && line.charAt(start - 1) == character)
                || (end < line.length() && line.charAt(end) == character);
        boolean escape = start > 0 && ProseMarks.isEscape(line, start - 1);
        if (beside || escape) {
            return true;
        }
        if (character == '`') {
            boolean alone = end - start == 1 && end < line.length() && ShownCharacters.isBlank(line.charAt(end));
            int before = start == 0 ? 0 : Character.codePointBefore(line, start);
            return !alone && before != '\\' && !MarkRules.isWord(before);
        }
        MarkRules.Run run = MarkRules.run(line, start, end);
        if (spans > 0 || (run.closes() && open.get(character))) {
            return true;
        }
        open.set(character, run.opens() || open.get(character));
        severalLines.set(character, (run.opens() && end - start > 1) || severalLines.get(character));
        return false;
    }
}
