package dev.sdpmcp.command;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.doctor.SettingsDigest;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import java.util.Optional;

/**
 * Request of a command to a running server. The settings of the two may differ after a change without a restart; then
 * the server must not run a command that depends on them.
 *
 * @param zohoDigest of the command's settings for Zoho
 * @param keyId of the command's encryption key; empty if there is none yet
 * @param argument of the command; empty if it has none
 */
record ServerRequest(String zohoDigest, String keyId, String argument) {

    static ServerRequest of(ServerConfiguration configuration, String argument) {
        EncryptionKeys keys = new EncryptionKeys(configuration.storage());
        return new ServerRequest(
                SettingsDigest.of(configuration.upstream()), keys.exist() ? keys.currentId() : "", argument);
    }

    String text() {
        return zohoDigest + "\n" + keyId + "\n" + argument;
    }

    /** @throws IllegalArgumentException if the text is not a request */
    static ServerRequest parse(String text) {
        String[] parts = text.split("\n", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("not the request of a command");
        }
        return new ServerRequest(parts[0], parts[1], parts[2]);
    }

    /** The reason why this server must not run the command; empty if there is none. */
    Optional<String> objection(String command, ServerConfiguration server) {
        if (command.equals("authorize") && !SettingsDigest.matches(zohoDigest, server.upstream())) {
            return Optional.of(
                    "The running server was started with other settings for Zoho than these. Restart it, then"
                            + " try again with the same code; it has not been used.");
        }
        EncryptionKeys keys = new EncryptionKeys(server.storage());
        if (command.equals("reencrypt") && !keyId.equals(keys.exist() ? keys.currentId() : "")) {
            return Optional.of(
                    "The running server was started with another SDP_ENCRYPTION_KEY than these settings have."
                            + " Restart it, then try again.");
        }
        return Optional.empty();
    }
}
