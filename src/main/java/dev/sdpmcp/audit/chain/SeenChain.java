package dev.sdpmcp.audit.chain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server has seen of the chain, committed and under a seal that fits. Immutable.
 *
 * @param head the last row
 * @param anchor the last row that retention had deleted
 * @param breakRow the last row that says that the chain was broken; 0 if there is none
 * @param history where the chain ended, and when that was seen; the oldest first
 */
record SeenChain(ChainHead head, ChainHead anchor, long breakRow, List<SeenHead> history) {

    /** Nothing. */
    static final SeenChain NOTHING = new SeenChain(ChainHead.NONE, ChainHead.NONE, 0, List.of());

    private static final int MAX_HISTORY = 100;
    private static final Duration BETWEEN_HEADS = Duration.ofHours(1);
    private static final String FORM = "sdp-mcp-audit-mark-2";
    private static final String UNKNOWN_HASH = "-";

    /**
     * An end of the chain at a time by the clock of this server: later rows were written after it.
     *
     * @param head its hash is {@value #UNKNOWN_HASH} if the chain was broken since, and only the time counts
     */
    record SeenHead(ChainHead head, Instant at) {

        boolean isProof() {
            return !head.hash().equals(UNKNOWN_HASH);
        }
    }

    SeenChain {
        history = List.copyOf(history);
    }

    /** Whether no row was seen. */
    boolean isNothing() {
        return head.isNone();
    }

    /** The same, and now the chain is like this. */
    SeenChain and(ChainState state, Instant now) {
        List<SeenHead> heads = new ArrayList<>(history);
        heads.removeIf(seen -> seen.head().number() < state.anchor().number());
        if (heads.isEmpty() || heads.getLast().at().plus(BETWEEN_HEADS).isBefore(now)) {
            heads.add(new SeenHead(state.head(), now));
        }
        if (heads.size() > MAX_HISTORY) {
            thin(heads);
        }
        return new SeenChain(state.head(), state.anchor(), breakRow, heads);
    }

    /** Of the older half every second goes: what is long ago need not be known to the hour. */
    private static void thin(List<SeenHead> heads) {
        for (int i = MAX_HISTORY / 2 - 1; i > 0; i -= 2) {
            heads.remove(i);
        }
    }

    /** The same, and this row says that the chain was broken: what was seen before proves no rows any more. */
    SeenChain brokenAt(long row) {
        return new SeenChain(
                head,
                anchor,
                row,
                history.stream()
                        .map(seen -> seen.head().number() >= row
                                ? seen
                                : new SeenHead(new ChainHead(seen.head().number(), UNKNOWN_HASH), seen.at()))
                        .toList());
    }

    /** Rows with larger numbers were written after this time: whatever they say of their age. */
    long lastPossiblyBefore(Instant time) {
        return history.stream()
                .filter(seen -> !seen.at().isBefore(time))
                .mapToLong(seen -> seen.head().number())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The nearest row behind this number that was seen at the end of the chain. */
    Optional<ChainHead> firstAfter(long number) {
        return history.stream()
                .filter(SeenHead::isProof)
                .map(SeenHead::head)
                .filter(seen -> seen.number() > number)
                .findFirst();
    }

    /** Whether another row was seen at this place. */
    boolean contradicts(ChainHead row) {
        return (row.number() == head.number() && !row.equals(head))
                || history.stream()
                        .anyMatch(seen -> seen.isProof()
                                && seen.head().number() == row.number()
                                && !seen.head().equals(row));
    }

    /** For a file. */
    String text() {
        StringBuilder text = new StringBuilder(200 + history.size() * 100)
                .append(FORM)
                .append("\nhead ")
                .append(line(head))
                .append("\nanchor ")
                .append(line(anchor))
                .append("\nbreak ")
                .append(breakRow)
                .append('\n');
        history.forEach(seen -> text.append("seen ")
                .append(line(seen.head()))
                .append(' ')
                .append(seen.at())
                .append('\n'));
        return text.toString();
    }

    private static String line(ChainHead head) {
        return head.number() + " " + head.hash();
    }

    /** Empty if the text is none of {@link #text()}. */
    static Optional<SeenChain> parse(String text) {
        try {
            String[] lines = text.split("\n");
            List<SeenHead> history = new ArrayList<>();
            for (int i = 4; i < lines.length; i++) {
                String[] words = words(lines[i], "seen", 4);
                history.add(new SeenHead(head(words), Instant.parse(words[3])));
            }
            return lines[0].equals(FORM)
                    ? Optional.of(new SeenChain(
                            head(words(lines[1], "head", 3)),
                            head(words(lines[2], "anchor", 3)),
                            Long.parseLong(words(lines[3], "break", 2)[1]),
                            history))
                    : Optional.empty();
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static String[] words(String line, String name, int count) {
        String[] words = line.split(" ");
        if (words.length != count || !words[0].equals(name)) {
            throw new IllegalArgumentException(name);
        }
        return words;
    }

    private static ChainHead head(String[] words) {
        return new ChainHead(Long.parseLong(words[1]), words[2]);
    }
}
