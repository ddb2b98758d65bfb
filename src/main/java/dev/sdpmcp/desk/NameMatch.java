package dev.sdpmcp.desk;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what people mean by a name. The same text comes first, then the same in other case, then the same without the
 * things that sites add ({@code High} for {@code 3 - High}, {@code on hold} for {@code Onhold}), then a part of it. The
 * first of these that fits anything decides. Stateless.
 */
public final class NameMatch {

    private static final int SHORTEST_PART = 3;
    private static final Pattern PREFIX = Pattern.compile("\\s*[0-9A-Za-z]{1,2}\\s+-\\s+(?=\\S)");

    private static final List<BiPredicate<String, String>> TIERS = List.of(
            String::equals,
            String::equalsIgnoreCase,
            (name, given) -> !plain(given).isEmpty() && plain(name).equals(plain(given)),
            (name, given) -> given.length() <= 2
                    && !prefix(name).isEmpty()
                    && prefix(name).equalsIgnoreCase(given),
            (name, given) ->
                    plain(given).length() >= SHORTEST_PART && plain(name).contains(plain(given)));

    private NameMatch() {}

    /** @return all names that fit equally well: one if it is clear, more if it is ambiguous, none if it is unknown */
    public static List<String> in(List<String> names, String given) {
        String wanted = given.strip();
        for (BiPredicate<String, String> tier : TIERS) {
            List<String> fitting = names.stream()
                    .filter(name -> tier.test(name, wanted))
                    .distinct()
                    .toList();
            if (!fitting.isEmpty()) {
                return fitting;
            }
        }
        return List.of();
    }

    /** Without prefix, punctuation, case and double letters: {@code Cancelled} is {@code canceled}. */
    private static String plain(String name) {
        return name.substring(prefixLength(name))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .replaceAll("(\\p{L})\\1+", "$1");
    }

    /** {@code 3} of {@code 3 - High}. */
    private static String prefix(String name) {
        int length = prefixLength(name);
        return length == 0 ? "" : name.substring(0, name.indexOf('-')).strip();
    }

    private static int prefixLength(String name) {
        Matcher prefix = PREFIX.matcher(name);
        return prefix.lookingAt() ? prefix.end() : 0;
    }
}
