package dev.sdpmcp.desk.people;

import dev.sdpmcp.desk.SearchWords;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds people by parts of their names, in any case and order. Stateless. */
final class PersonMatch {

    private PersonMatch() {}

    /** Those with exactly that name, else those of whose name each given word is a part. */
    static <T> List<T> byName(List<T> people, Function<T, String> name, String given) {
        List<T> exact = people.stream()
                .filter(person -> lower(name.apply(person)).equals(lower(given)))
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        List<String> words = words(given);
        Predicate<T> hasAll = person -> words.stream().allMatch(lower(name.apply(person))::contains);
        return words.isEmpty() ? List.of() : people.stream().filter(hasAll).toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(lower(text).split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String lower(String text) {
        return SearchWords.normalised(text).toLowerCase(Locale.ROOT);
    }
}
