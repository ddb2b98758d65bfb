package dev.sdpmcp.desk.people;

import dev.sdpmcp.desk.SearchWords;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a person was named: by an e-mail address, an internal id or a name. An address or id counts wherever it stands, since
 * tools show people as {@code Wei Chen <wei@example.org>} or {@code Ola Nordmann (id 401828000000000123)}, and mail programs
 * copy {@code mailto:}.
 *
 * @param address null unless exactly one was given
 * @param id null unless one was given, and no address
 * @param name what was given, if it is neither; else empty
 */
record PersonText(@Nullable String address, @Nullable String id, String name) {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\\[\\]\",;:|]+@[^\\s<>()\\[\\]\",;:|]+");

    /** Not every number in brackets: people of one name may be called {@code Ola Nordmann (2)}. */
    private static final Pattern ID = Pattern.compile("(?i)(?:(?:.*\\(\\s*)?id[\\s:]+)?([0-9]{1,19})\\s*\\)?");

    static PersonText of(String given) {
        String text = SearchWords.normalised(given);
        List<String> addresses = ADDRESS.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        if (addresses.size() == 1) {
            return new PersonText(addresses.getFirst(), null, "");
        }
        Matcher id = ID.matcher(text);
        return id.matches() ? new PersonText(null, id.group(1), "") : new PersonText(null, null, text);
    }

    /**
     * A person as messages name him among candidates, so that the text names nobody else.
     *
     * @param detail what tells him from others of his name, such as his site; may be null
     */
    static String shown(String id, String name, @Nullable String address, @Nullable String detail) {
        String where = detail == null ? "" : ", " + detail;
        return address == null ? name + where + " (id " + id + ")" : name + where + " <" + address + ">";
    }
}
