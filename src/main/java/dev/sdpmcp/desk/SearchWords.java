package dev.sdpmcp.desk;

import dev.sdpmcp.text.BlankText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a search. Programs for documents and chat replace quotes and blanks while people type, so that a word is
 * looked for in the forms in which it may be stored. Stateless.
 */
public final class SearchWords {

    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\\u201C-\\u201F\\u00AB\\u00BB\\u2033\\uFF02]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\\u2018-\\u201B\\u2032\\u02BC\\uFF07]");
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u00AD\\u200B\\u200E\\u200F\\u2060\\uFEFF\\p{Cc}&&[^\\s]]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern BETWEEN_WORDS_OUTSIDE_QUOTES = Pattern.compile("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern OPERATOR = Pattern.compile("(?i)(?:and|or|not)|[-+].+|.*\\*.*|[a-z_]+:.*|[()|&]+");
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:[a-z]{2,10}[\\s#-]*)?#?[0-9]{1,19}");

    private SearchWords() {}

    /** The text with composed characters, plain quotes and single blanks. */
    public static String normalised(String text) {
        return SINGLE_QUOTES
                .matcher(INVISIBLE.matcher(withPlainBlanks(text)).replaceAll(""))
                .replaceAll("'")
                .strip();
    }

    private static String withPlainBlanks(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return BLANKS.matcher(DOUBLE_QUOTES.matcher(composed).replaceAll("\""))
                .replaceAll(" ")
                .strip();
    }

    /** The words and quoted phrases of a search, without their quotes. */
    public static List<String> in(String text) {
        return Arrays.stream(BETWEEN_WORDS_OUTSIDE_QUOTES.split(withPlainBlanks(text)))
                .map(word -> word.replace("\"", "").strip())
                .filter(word -> !BlankText.is(word))
                .toList();
    }

    /** The forms in which a word may be stored: as it was given, with plain quotes, and with typographic ones. */
    public static List<String> forms(String word) {
        String plain = normalised(word);
        return Stream.of(word.strip(), plain, plain.replace('\'', '\u2019'))
                .filter(form -> !form.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Why a search may have found nothing, without a full stop.
     *
     * @param getTool the tool that takes a number
     */
    public static Optional<String> caveat(String text, String getTool) {
        List<String> words = in(text);
        if (NUMBER.matcher(normalised(text)).matches()) {
            return Optional.of("Words are looked for, not numbers of records; " + getTool + " takes a number");
        }
        return words.stream().anyMatch(word -> OPERATOR.matcher(word).matches())
                ? Optional.of("Every word is looked for as it is written; there are no operators such as AND, OR, NOT,"
                        + " * or field:value")
                : Optional.empty();
    }
}
