package dev.sdpmcp.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was found.
 *
 * @param finding what is the case; one line, no secret
 * @param mend what the operator does about it; null if nothing is to be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(Outcome outcome, String finding, @Nullable String mend) {

    /** The end of the sentence that says what is wrong: before another one, outside of quotes. */
    private static final Pattern SENTENCES = Pattern.compile("((?:[^\"]|\"[^\"]*\")*?)(?:[.;] )(.+)", Pattern.DOTALL);

    static Finding ok(String finding) {
        return new Finding(Outcome.OK, finding, null);
    }

    static Finding skip(String why) {
        return new Finding(Outcome.SKIP, why, null);
    }

    static Finding warn(String finding, String mend) {
        return new Finding(Outcome.WARN, finding, mend);
    }

    static Finding fail(String finding, String mend) {
        return new Finding(Outcome.FAIL, finding, mend);
    }

    /** Of a message of ours that says what is wrong and, in the next sentence, what to do. */
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
