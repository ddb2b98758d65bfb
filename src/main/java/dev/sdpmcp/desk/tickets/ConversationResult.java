package dev.sdpmcp.desk.tickets;

import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.desk.module.engine.Position;
import dev.sdpmcp.desk.module.engine.TextWindow;
import dev.sdpmcp.desk.tickets.ConversationTools.ConversationPage;
import dev.sdpmcp.desk.tickets.ConversationTools.Entry;
import dev.sdpmcp.desk.tickets.Conversations.Part;
import dev.sdpmcp.tool.CuttableResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a conversation. To fit a length, first all texts are cut to the same number of characters, {@value #MIN_TEXT} at
 * least; then entries are left out, which the next answer has. Immutable.
 *
 * @param part the entries as the API lists them
 * @param entries the same, with whole texts
 * @param window of the texts, as it was asked for
 * @param digest of the list
 */
record ConversationResult(Part part, List<Entry> entries, TextWindow window, String digest)
        implements CuttableResult<ConversationPage> {

    private static final int MIN_TEXT = 200;

    /** One for each entry, then one for each character of the texts beyond {@value #MIN_TEXT}. */
    @Override
    public int size() {
        return entries.size() + Math.max(0, window.length() - MIN_TEXT);
    }

    @Override
    public int leastSize() {
        return Math.min(1, entries.size());
    }

    @Override
    public ConversationPage ofSize(int size) {
        int count = Math.min(size, entries.size());
        int length = Math.min(window.length(), MIN_TEXT + size - count);
        TextWindow cut = new TextWindow(window.from(), length);
        List<Entry> shown =
                entries.subList(0, count).stream().map(entry -> entry.in(cut)).toList();
        boolean more = part.hasMore() || count < entries.size();
        Position from = part.from();
        Optional<String> next =
                more && from != null ? from.after(part.rows().subList(0, count)).cursor(digest) : Optional.empty();
        return new ConversationPage(count, part.total(), more, next.orElse(null), shown, note(count, length, next));
    }

    private @Nullable String note(int count, int length, Optional<String> next) {
        String entriesLeft = "Only " + count + " of " + entries.size() + " entries fit into one answer: "
                + (next.isPresent() ? "go on with next." : "give page_size " + count + " and count pages from 1.");
        String textsCut =
                "Texts are cut after " + length + " characters to fit into one answer: entry_id shows one entry"
                        + " alone, from_character the rest of a text.";
        String all = Stream.of(
                        part.note(),
                        count < entries.size() ? entriesLeft : null,
                        length < window.length() ? textsCut : null)
                .filter(note -> note != null)
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all;
    }

    /** The digest of the conversation of a request. */
    static String digest(String requestId) {
        return Cursor.digest(Stream.of("conversation", requestId));
    }
}
