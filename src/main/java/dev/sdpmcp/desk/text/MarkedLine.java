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

    static final String LITERALS = "*_~`";

    private static final int ENTITY_LENGTH = "&#42;".length();
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
            for (Pair pair : pairs) {
                if (last || !isRight(line, pair)) {
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

    private boolean isRight(StringBuilder line, Pair pair) {
        return MarkRules.run(line, runStart(line, pair.start), runEnd(line, pair.start)).opens()
                && MarkRules.run(line, runStart(line, pair.end), runEnd(line, pair.end)).closes();
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
            int end = runEnd(line, start);
            if (isMark(line, start, end, spans[start]) && budget.spendOnMarkup((end - start) * (ENTITY_LENGTH - 1))) {
                escaped.append(line, copied, start)
                        .append(("&#" + (int) line.charAt(start) + ";").repeat(end - start));
                copied = end;
            }
            start = literals.nextSetBit(end);
        }
        return escaped.append(line, copied, line.length()).toString();
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
