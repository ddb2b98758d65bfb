package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
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
        String filled = GAP.matcher(sentence).replaceAll(gap -> Matcher.quoteReplacement(word(gap.group(1))));
        return filled.substring(0, 1).toUpperCase(Locale.ROOT) + filled.substring(1);
    }

    private String word(String gap) {
        return words.computeIfAbsent(gap, name -> {
            List<String> choices =
                    vocabulary.path(name).valueStream().map(JsonNode::textValue).toList();
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("no words for the gap " + name);
            }
            return random.one(choices);
        });
    }

    /** Makes HTML as mail programs leave it in tickets: paragraphs, signatures, quoted chains, CDATA remnants. */
    static final class MailBody {
        private MailBody() {}

        /** The description of a ticket. */
        static String description(SeededRandom random, String text, String author) {
            String paragraphs = "<p>" + escape(text).replace(". I ", ".</p><p>I ") + "</p>";
            int kind = random.between(1, 100);
            if (kind <= 18) {
                return greeting(author, paragraphs) + chain(author);
            }
            if (kind <= 26) {
                return "<![CDATA[<div>" + paragraphs + "</div>]]>";
            }
            if (kind <= 55) {
                return greeting(author, paragraphs);
            }
            return paragraphs;
        }

        /** A mail within a ticket. */
        static String mail(String text, String author) {
            return "<div>" + escape(text) + "</div><div><br></div><div>Regards,<br>" + escape(author) + "</div>";
        }

        private static String greeting(String author, String paragraphs) {
            return "<div style=\"font-family:Calibri,sans-serif;font-size:11pt\"><p>Hello,</p>" + paragraphs
                    + "<p>Kind regards,<br><b>" + escape(author) + "</b></p></div>";
        }

        private static String chain(String author) {
            return "<br><hr><div><b>From:</b> Service Desk &lt;servicedesk@example.org&gt;<br><b>To:</b> "
                    + escape(author)
                    + "<br><b>Subject:</b> Re: question</div>"
                    + "<blockquote style=\"border-left:1px solid #ccc;padding-left:6px\">"
                    + "<p>Thank you for calling. Please describe it in a mail so that we can open a ticket.</p>"
                    + "<blockquote><p>&gt; Hi, who can help me with this?</p><p>&gt; " + escape(author)
                    + "</p></blockquote></blockquote><p style=\"font-size:8pt;color:#888\">This message may contain"
                    + " confidential information and is meant for the addressee only.</p>";
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    }
}
