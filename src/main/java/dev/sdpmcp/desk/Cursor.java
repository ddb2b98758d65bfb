package dev.sdpmcp.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sdpmcp.text.Sha256;
import dev.sdpmcp.tool.ToolFailure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a position in a list: what an answer gives as {@code next} and takes as {@code cursor}. It has a digest of the
 * list that it belongs to, so that it is not used with other conditions. It is no secret and not signed: one that was made
 * up names another position in the same list. Stateless.
 */
public final class Cursor {

    /** Characters. More than 1,000 in a schema break the grammars of some local models. */
    public static final int MAX_LENGTH = 1_000;

    /** For the model: the argument. */
    public static final String ARGUMENT =
            "\"next\" of the answer before, with the same other arguments: goes on after it. Not with page";

    /** For the model: the result. */
    public static final String RESULT =
            "Give it as \"cursor\", with the same other arguments, to get more; missing if there is no more";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DIGEST_LENGTH = 12;

    private Cursor() {}

    /** A digest of what a list is of: the tool, its conditions and its order. Case does not count. */
    public static String digest(Stream<? extends @Nullable Object> conditions) {
        String all = conditions
                .map(condition -> String.valueOf(condition).strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        return Sha256.hex(all).substring(0, DIGEST_LENGTH);
    }

    /** The text; empty if it would be longer than {@value #MAX_LENGTH} characters. */
    public static Optional<String> of(String digest, List<String> parts) {
        List<String> all = new ArrayList<>(List.of(digest));
        all.addAll(parts);
        try {
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(all));
            return text.length() > MAX_LENGTH ? Optional.empty() : Optional.of(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can be written as JSON", impossible);
        }
    }

    /**
     * The parts.
     *
     * @param digest of the list that is read
     * @throws ToolFailure if the text is no cursor, or one of another list
     */
    public static List<String> parts(String text, String digest) {
        List<String> all = decoded(text);
        if (!all.getFirst().equals(digest)) {
            throw new ToolFailure(
                    "This cursor belongs to a list with other conditions or another order. Repeat the arguments"
                            + " of the call that gave it, or leave cursor out to begin at the start.");
        }
        return all.subList(1, all.size());
    }

    /** @param cause null if there is none */
    public static ToolFailure wrong(@Nullable Exception cause) {
        return new ToolFailure(
                "This is no cursor. Give \"next\" of the answer before as it is, or leave cursor out to begin at the start.",
                cause,
                null);
    }

    private static List<String> decoded(String text) {
        try {
            String[] all =
                    JSON.readValue(new String(Base64.getUrlDecoder().decode(text.strip()), UTF_8), String[].class);
            if (all == null || all.length == 0 || Stream.of(all).anyMatch(part -> part == null)) {
                throw wrong(null);
            }
            return List.of(all);
        } catch (IllegalArgumentException | JsonProcessingException garbled) {
            throw wrong(garbled);
        }
    }
}
