package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the placeholders in the texts of one ticket; a placeholder has the same word throughout the ticket. */
final class Phrases {
    private static final Pattern GAP = Pattern.compile("\\{([a-z]+)}");

    private final Map<String, String> words = new HashMap<>();
    private final JsonNode vocabulary;
    private final SeededRandom random;

    /**
     * @param known words that the ticket decides: colleague, department, site, phone
     */
    Phrases(JsonNode vocabulary, SeededRandom random, Map<String, String> known) {
        this.vocabulary = vocabulary;
        this.random = random;
        words.putAll(known);
        words.put("asset", "LT-" + random.between(2000, 2999));
        words.put("number", String.valueOf(random.between(100, 999)));
        words.put("costcentre", "CC-" + random.between(41, 48) + "10");
    }

    /** The sentence without gaps, with a capital letter in front. */
    String fill(String sentence) {
        Matcher gaps = GAP.matcher(sentence);
        StringBuilder filled = new StringBuilder();
        while (gaps.find()) {
            gaps.appendReplacement(filled, Matcher.quoteReplacement(word(gaps.group(1))));
        }
        gaps.appendTail(filled);
        return filled.substring(0, 1).toUpperCase(Locale.ROOT) + filled.substring(1);
    }

    private String word(String gap) {
        return words.computeIfAbsent(gap, name -> {
            List<String> choices = new ArrayList<>();
            vocabulary.path(name).forEach(choice -> choices.add(choice.textValue()));
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("no words for the gap " + name);
            }
            return random.one(choices);
        });
    }
}
