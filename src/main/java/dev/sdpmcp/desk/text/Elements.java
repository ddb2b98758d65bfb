package dev.sdpmcp.desk.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What elements of HTML are. Names are in lower case. Stateless. */
final class Elements {

    private static final Set<String> VOID =
            Set.of(("area base basefont bgsound br col command embed frame hr img input keygen link meta "
                            + "param source track wbr")
                    .split(" "));

    private static final Set<String> PARAGRAPHS = Set.of("p", "dl", "h1", "h2", "h3", "h4", "h5", "h6");

    private static final Set<String> LINES =
            Set.of(("address article aside blockquote body caption center dd details div dt fieldset "
                            + "figcaption figure footer form header hr html legend li main nav ol optgroup option pre "
                            + "section summary table td th tr ul")
                    .split(" "));

    private static final Set<String> PREFORMATTED = Set.of("pre", "xmp", "listing", "plaintext", "textarea");

    private static final Set<String> QUOTATIONS =
            Set.of("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "zmail_extra", "zm_quote");

    private static final Set<String> OTHERS = Set.of(
            "a", "b", "code", "del", "em", "i", "kbd", "s", "samp", "strike", "strong", "tbody", "tfoot", "thead",
            "tt");

    private Elements() {}

    /** The name of an element that the balancing of elements knows and that is shown alike: one that means nothing is a span. */
    static String meaning(String name) {
        return beginsLine(name) || isPreformatted(name) || isVoid(name) || OTHERS.contains(name) ? name : "span";
    }

    /** Whether it has no content and no end. */
    static boolean isVoid(String name) {
        return VOID.contains(name);
    }

    /** Whether it is apart from what is before and behind it by a blank line. */
    static boolean isParagraph(String name) {
        return PARAGRAPHS.contains(name);
    }

    /** Whether it begins and ends a line. */
    static boolean beginsLine(String name) {
        return LINES.contains(name) || PARAGRAPHS.contains(name);
    }

    /** Whether white space counts in it. */
    static boolean isPreformatted(String name) {
        return PREFORMATTED.contains(name);
    }

    /** Whether a mail program put an earlier mail into it. */
    static boolean isQuotation(String name, List<String> attributes) {
        String classes = attribute(attributes, "class");
        return name.equals("blockquote")
                || (name.equals("div") && classes != null && QUOTATIONS.stream().anyMatch(classes::contains));
    }

    /** What an image shows, empty if it does not say; null for one without words and a dot that is there to see who reads a mail. */
    static @Nullable String wordsOfImage(List<String> attributes) {
        String words = attribute(attributes, "alt");
        boolean dot = "1".equals(attribute(attributes, "width")) || "1".equals(attribute(attributes, "height"));
        return dot || (words != null && words.isBlank()) ? null : words == null ? "" : words;
    }

    /** @param attributes names and values in turn */
    static @Nullable String attribute(List<String> attributes, String name) {
        String found = null;
        boolean wanted = false;
        int place = 0;
        for (String part : attributes) {
            if (place++ % 2 == 0) {
                wanted = part.equals(name);
            } else if (wanted) {
                found = part;
                break;
            }
        }
        return found;
    }
}
