package dev.sdpmcp.persistence.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeysTest {

    private static final String PLACE = "oauth_tokens.refresh_token of 1";

    @TempDir
    Path folder;

    private static Secret key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new Secret(Base64.getEncoder().encodeToString(bytes));
    }

    private EncryptionKeys keys(Optional<Secret> current, Secret... former) {
        return new EncryptionKeys(new StorageSettings(folder, Optional.empty(), 5, current, List.of(former), true));
    }

    private EncryptionKeys keys(int current) {
        return keys(Optional.of(key(current)));
    }

    @Test
    void opens_what_it_sealed_and_says_with_which_key() {
        String sealed = keys(1).seal("a token", PLACE);

        assertThat(sealed).startsWith(keys(1).currentId() + ":").doesNotContain("a token");
        assertThat(keys(1).open(sealed, PLACE)).isEqualTo("a token");
        assertThat(keys(1).seal("a token", PLACE)).as("sealed again").isNotEqualTo(sealed);
    }

    @Test
    void opens_nothing_in_another_place() {
        String sealed = keys(1).seal("a token", PLACE);

        assertThatThrownBy(() -> keys(1).open(sealed, "oauth_tokens.refresh_token of 2"))
                .isInstanceOf(EncryptionRefused.class)
                .hasMessageContaining("was altered or moved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "not base64!"})
    void opens_nothing_that_was_altered(String tail) {
        String sealed = keys(1).currentId() + ":" + tail;

        assertThatThrownBy(() -> keys(1).open(sealed, PLACE)).isInstanceOf(EncryptionRefused.class);
    }

    @Test
    void former_keys_open_and_do_not_seal() {
        String old = keys(1).seal("a token", PLACE);
        EncryptionKeys rotated = keys(Optional.of(key(2)), key(1));

        assertThat(rotated.open(old, PLACE)).isEqualTo("a token");
        assertThat(rotated.isCurrent(old)).isFalse();
        assertThat(rotated.isCurrent(rotated.seal("a token", PLACE))).isTrue();
        assertThat(rotated.currentId()).isEqualTo(keys(2).currentId());
    }

    @Test
    void names_a_key_that_it_does_not_know_and_both_variables() {
        String old = keys(1).seal("a token", PLACE);

        assertThatThrownBy(() -> keys(2).open(old, PLACE))
                .isInstanceOf(EncryptionRefused.class)
                .hasMessageContaining(keys(1).currentId())
                .hasMessageContaining("SDP_ENCRYPTION_KEY")
                .hasMessageContaining("SDP_PREVIOUS_ENCRYPTION_KEYS")
                .hasMessageNotContaining(key(1).reveal());
    }

    @Test
    void makes_one_key_for_the_embedded_database_and_keeps_it() throws IOException {
        String sealed = keys(Optional.empty()).seal("a token", PLACE);

        assertThat(keys(Optional.empty()).open(sealed, PLACE)).isEqualTo("a token");
        Path file = folder.resolve("encryption-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining("glob:**/encryption-key");
        try (var files = Files.list(folder)) {
            assertThat(files).as("no draft is left").containsExactly(file);
        }
    }

    @Test
    void a_generated_key_still_opens_when_one_is_given_later() {
        String sealed = keys(Optional.empty()).seal("a token", PLACE);

        assertThat(keys(1).open(sealed, PLACE)).isEqualTo("a token");
    }

    @Test
    void all_who_make_a_key_at_once_have_the_same_one() throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> starts = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                starts.add(() -> keys(Optional.empty()).currentId());
            }
            Set<String> ids = new HashSet<>();
            for (Future<String> start : servers.invokeAll(starts)) {
                ids.add(start.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            servers.shutdownNow();
        }
    }

    @Test
    void does_not_replace_a_damaged_key() throws IOException {
        Files.writeString(folder.resolve("encryption-key"), "half a k");

        assertThatThrownBy(() -> keys(Optional.empty()).currentId())
                .isInstanceOf(EncryptionRefused.class)
                .hasMessageContaining("restore it from a backup");
        assertThat(folder.resolve("encryption-key")).hasContent("half a k");
    }

    /** A new file in place of a lost key would be copied over the good one by the next backup. */
    @Test
    void makes_no_key_when_something_is_opened() {
        String sealed = keys(Optional.empty()).seal("a token", PLACE);
        Path file = folder.resolve("encryption-key");
        assertThat(file.toFile().delete()).isTrue();

        assertThatThrownBy(() -> keys(Optional.empty()).open(sealed, PLACE)).isInstanceOf(EncryptionRefused.class);
        assertThat(keys(Optional.empty()).isCurrent(sealed)).isFalse();
        assertThat(file).doesNotExist();
    }
}
