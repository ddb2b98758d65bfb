package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.persistence.StoredJson;
import dev.sdpmcp.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a creation.
 *
 * @param key digest of the kind of record, the caller and the key
 * @param content digest of the fields of the record
 * @param given whether the caller gave a key; otherwise caller and fields are the key
 */
public record CreationKey(String key, String content, boolean given) {

    private static final Duration GIVEN_KEY_LASTS = Duration.ofHours(24);
    private static final Duration DERIVED_KEY_LASTS = Duration.ofMinutes(10);

    /**
     * @param entityType the kind of record
     * @param caller the name of the API key: the same key of another caller is another one
     * @param givenKey null to derive one
     */
    public static CreationKey of(String entityType, String caller, @Nullable String givenKey, ObjectNode fields) {
        String content = digest("content", entityType, sorted(fields));
        return givenKey == null
                ? new CreationKey(digest("derived", caller, content), content, false)
                : new CreationKey(digest("given", entityType, caller, givenKey.strip()), content, true);
    }

    /** How long a repetition gives the same record. After that time the same arguments make another one. */
    Duration lasts() {
        return given ? GIVEN_KEY_LASTS : DERIVED_KEY_LASTS;
    }

    private static String sorted(ObjectNode fields) {
        try {
            return StoredJson.MAPPER
                    .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(StoredJson.MAPPER.treeToValue(fields, Object.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The length of each part goes in, so that parts cannot be cut otherwise with the same result. */
    private static String digest(String... parts) {
        MessageDigest digest = Sha256.start();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
