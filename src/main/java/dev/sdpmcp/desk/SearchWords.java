package dev.sdpmcp.desk;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of a search, as ServiceDesk Plus stores text: composed characters (NFC), plain quotes, single blanks. Programs
 * for documents and chat replace these while people type. Stateless.
 */
public final class SearchWords {

    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\\u201C-\\u201F\\u00AB\\u00BB\\u2033\\uFF02]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\\u2018-\\u201B\\u2032\\u02BC\\uFF07]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00AD\\u200B-\\u200F\\u2060\\uFEFF\\p{Cc}&&[^\\s]]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern BETWEEN_WORDS_OUTSIDE_QUOTES = Pattern.compile("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern OPERATOR = Pattern.compile("(?:AND|OR|NOT)|[-+].+|.*\\*.*|[a-z_]+:.+|[()|&]+");
    private static final Pattern NUMBER = Pattern.compile("#?[0-9]{1,19}|[A-Z]{2,4}-[0-9]{1,12}");

    private SearchWords() {}

    /** The text with composed characters, plain quotes and single blanks. */
    public static String normalised(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String quoted = DOUBLE_QUOTES.matcher(composed).replaceAll("\"");
        String plain = SINGLE_QUOTES.matcher(quoted).replaceAll("'");
        return BLANKS.matcher(INVISIBLE.matcher(plain).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** The words and quoted phrases of a search, without their quotes. */
    public static List<String> in(String text) {
        return Arrays.stream(BETWEEN_WORDS_OUTSIDE_QUOTES.split(normalised(text)))
                .map(word -> word.replace("\"", "").strip())
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * Why a search may have found nothing, without a full stop.
     *
     * @param getTool the tool that takes a number
     */
    public static Optional<String> caveat(String text, String getTool) {
        List<String> words = in(text);
        if (words.size() == 1 && NUMBER.matcher(words.getFirst()).matches()) {
            return Optional.of("Words are looked for, not numbers of records; " + getTool + " takes a number");
        }
        return words.stream().anyMatch(word -> OPERATOR.matcher(word).matches())
                ? Optional.of("Every word is looked for as it is written; there are no operators such as AND, OR, NOT,"
                        + " * or field:value")
                : Optional.empty();
    }
}
