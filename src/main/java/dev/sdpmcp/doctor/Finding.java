package dev.sdpmcp.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One result of a check.
 *
 * @param finding what was found; one line, no secret
 * @param advice what the operator should do about it; null if nothing. Scripts know it as {@code mend}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(
        Outcome outcome,
        String finding,
        @JsonProperty("mend") @Nullable String advice) {

    /** Splits a text after its first sentence or clause; quoted text is not split. */
    private static final Pattern SENTENCES = Pattern.compile("((?:[^\"]|\"[^\"]*\")*?)(?:[.;] )(.+)", Pattern.DOTALL);

    /** Meaning of a finding, in ascending order: the outcome of a check or a report is the highest of its findings. */
    enum Outcome {
        /** Not checked, because something else has to be fixed or given first. */
        @JsonProperty("skip")
        SKIP("skip", "\u001b[2m"),

        @JsonProperty("ok")
        OK("ok", "\u001b[32m"),

        /** Works, but most operators would change it. */
        @JsonProperty("warn")
        WARN("warn", "\u001b[33m"),

        @JsonProperty("fail")
        FAIL("FAIL", "\u001b[1;31m");

        private final String word;
        private final String colour;

        Outcome(String word, String colour) {
            this.word = word;
            this.colour = colour;
        }

        /** The escape sequence of a terminal. */
        String colour() {
            return colour;
        }

        /** As printed in a line for people. */
        String word() {
            return word;
        }
    }

    static Finding ok(String finding) {
        return new Finding(Outcome.OK, finding, null);
    }

    static Finding skip(String reason) {
        return new Finding(Outcome.SKIP, reason, null);
    }

    static Finding warn(String finding, String advice) {
        return new Finding(Outcome.WARN, finding, advice);
    }

    static Finding fail(String finding, String advice) {
        return new Finding(Outcome.FAIL, finding, advice);
    }

    /** From one of our messages, which name the problem first and the fix in the next sentence. */
    static Finding of(Outcome outcome, String message) {
        Matcher sentences = SENTENCES.matcher(message);
        return sentences.matches()
                ? new Finding(outcome, sentences.group(1), capitalized(sentences.group(2)))
                : new Finding(outcome, message, null);
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
