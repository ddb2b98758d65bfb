package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DATA_DIR;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_HOST;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_NAME;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_PASSWORD;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_POOL_SIZE;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_PORT;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_SSL;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_SSL_ROOT_CERT;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DB_USER;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ENCRYPTION_KEY;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_PREVIOUS_ENCRYPTION_KEYS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_USE_DB_TOKENS;
import static dev.sdpmcp.config.reading.TypedValues.quoted;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what is kept, and where. */
final class StorageReading {

    private static final int KEY_BYTES = 32;
    private static final int MOST_PREVIOUS_KEYS = 20;
    private static final String WITH_POSTGRES = "It is needed with SDP_DB_HOST.";
    private static final String MAKE_KEY = "Make one with: openssl rand -base64 32";

    private final TypedValues values;

    StorageReading(TypedValues values) {
        this.values = values;
    }

    StorageSettings read() {
        Path directory = dataDirectory();
        Optional<Postgres> postgres = values.text(SDP_DB_HOST).map(this::postgres);
        Optional<Secret> encryptionKey = encryptionKey();
        if (postgres.isPresent() && !values.isGiven(SDP_ENCRYPTION_KEY)) {
            values.refuse(SDP_ENCRYPTION_KEY, "is not set. " + WITH_POSTGRES + " " + MAKE_KEY);
        }
        return new StorageSettings(
                directory,
                postgres,
                values.count(SDP_DB_POOL_SIZE),
                encryptionKey,
                previousEncryptionKeys(),
                values.flag(SDP_USE_DB_TOKENS, true));
    }

    private Path dataDirectory() {
        String text = values.text(SDP_DATA_DIR).orElseThrow();
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            values.refuse(SDP_DATA_DIR, "is %s. Give the path of a folder.".formatted(quoted(text)));
            return Path.of("");
        }
    }

    private Postgres postgres(String host) {
        if (!NetworkNames.isHost(NetworkNames.withoutBrackets(host))) {
            values.refuse(SDP_DB_HOST, "is %s. Give a host name or an IP address.".formatted(quoted(host)));
        }
        String name = NetworkNames.withoutBrackets(host);
        Encryption encryption = encryption(name);
        return new Postgres(
                name,
                values.count(SDP_DB_PORT),
                values.required(SDP_DB_NAME, WITH_POSTGRES),
                values.required(SDP_DB_USER, WITH_POSTGRES),
                new Secret(values.required(SDP_DB_PASSWORD, WITH_POSTGRES)),
                encryption,
                rootCertificates(encryption));
    }

    /** With a root certificate the default is to check it, on loopback too. */
    private Encryption encryption(String host) {
        boolean otherwise = values.isGiven(SDP_DB_SSL_ROOT_CERT) || !NetworkNames.isLoopback(host);
        String word = values.text(SDP_DB_SSL).orElse(Boolean.toString(otherwise));
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> Encryption.VERIFIED;
            case "unverified" -> Encryption.UNVERIFIED;
            case "false" -> Encryption.NONE;
            default -> {
                values.refuse(
                        SDP_DB_SSL,
                        "is %s. Give true (encrypted, the certificate is checked), unverified (encrypted, it is not) or false."
                                .formatted(quoted(word)));
                yield Encryption.VERIFIED;
            }
        };
    }

    private Optional<Path> rootCertificates(Encryption encryption) {
        Optional<String> given = values.text(SDP_DB_SSL_ROOT_CERT);
        if (given.isPresent() && encryption != Encryption.VERIFIED) {
            values.refuse(
                    SDP_DB_SSL_ROOT_CERT,
                    "is set, but SDP_DB_SSL says that no certificate is checked. Set SDP_DB_SSL=true, or remove it.");
            return Optional.empty();
        }
        return given.flatMap(text -> {
            Optional<String> problem = CertificateFile.problemOf(text);
            problem.ifPresent(what -> values.refuse(
                    SDP_DB_SSL_ROOT_CERT,
                    "is %s, %s. Give a PEM file with one or more root certificates.".formatted(quoted(text), what)));
            return problem.isPresent()
                    ? Optional.empty()
                    : Optional.of(Path.of(text).toAbsolutePath().normalize());
        });
    }

    private Optional<Secret> encryptionKey() {
        Optional<Secret> key = values.secret(SDP_ENCRYPTION_KEY);
        if (key.isPresent() && !isKeyOfFullLength(key.get())) {
            values.refuse(SDP_ENCRYPTION_KEY, "is not the base64 form of 32 bytes. " + MAKE_KEY);
        }
        return key;
    }

    private List<Secret> previousEncryptionKeys() {
        List<Secret> keys = values.list(SDP_PREVIOUS_ENCRYPTION_KEYS).stream()
                .map(Secret::new)
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            if (!isKeyOfFullLength(keys.get(i))) {
                values.refuse(
                        SDP_PREVIOUS_ENCRYPTION_KEYS,
                        "holds an entry (number " + (i + 1) + ") that is not the base64 form of 32 bytes."
                                + " Give former values of SDP_ENCRYPTION_KEY, separated by commas.");
            }
        }
        if (keys.size() > MOST_PREVIOUS_KEYS) {
            values.refuse(
                    SDP_PREVIOUS_ENCRYPTION_KEYS,
                    "holds more than " + MOST_PREVIOUS_KEYS + " keys. Re-encrypt, then take away those not needed.");
        }
        return keys;
    }

    private static boolean isKeyOfFullLength(Secret key) {
        try {
            return Base64.getDecoder().decode(key.reveal()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
