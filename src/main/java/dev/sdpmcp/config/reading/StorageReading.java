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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reader of {@link StorageSettings}: data directory, database and encryption keys. */
record StorageReading(TypedValues values) {

    private static final int KEY_BYTES = 32;
    private static final int MAX_PREVIOUS_KEYS = 20;

    /** Four times the size of the root certificates of an operating system. */
    private static final long MAX_CERTIFICATE_BYTES = 1024 * 1024;

    /** Values of {@code SDP_DB_SSL}. */
    private static final Map<String, Encryption> ENCRYPTIONS =
            Map.of("true", Encryption.VERIFIED, "unverified", Encryption.UNVERIFIED, "false", Encryption.NONE);

    private static final String REQUIRED_WITH_POSTGRES = "It is required with SDP_DB_HOST.";
    private static final String MAKE_KEY = "Make one with: openssl rand -base64 32";

    StorageSettings read() {
        Path directory = values.folder(SDP_DATA_DIR).orElseThrow();
        Optional<Postgres> postgres = values.text(
                        SDP_DB_HOST, NetworkNames::isHostInUrl, "Give a host name or an IP address.")
                .map(NetworkNames::withoutBrackets)
                .map(this::postgres);
        Optional<Secret> encryptionKey = encryptionKey();
        values.refuseIf(
                postgres.isPresent() && !values.isGiven(SDP_ENCRYPTION_KEY),
                SDP_ENCRYPTION_KEY,
                "is not set. " + REQUIRED_WITH_POSTGRES + " " + MAKE_KEY);
        return new StorageSettings(
                directory,
                postgres,
                values.count(SDP_DB_POOL_SIZE),
                encryptionKey,
                previousEncryptionKeys(),
                values.flag(SDP_USE_DB_TOKENS, true));
    }

    private Postgres postgres(String host) {
        Encryption encryption = encryption(host);
        return new Postgres(
                host,
                values.count(SDP_DB_PORT),
                values.required(SDP_DB_NAME, REQUIRED_WITH_POSTGRES),
                values.required(SDP_DB_USER, REQUIRED_WITH_POSTGRES),
                new Secret(values.required(SDP_DB_PASSWORD, REQUIRED_WITH_POSTGRES)),
                encryption,
                rootCertificates(encryption));
    }

    /** With root certificates the default is to verify, also on loopback. */
    private Encryption encryption(String host) {
        boolean verifyByDefault = values.isGiven(SDP_DB_SSL_ROOT_CERT) || !NetworkNames.isLoopback(host);
        String word = values.text(
                        SDP_DB_SSL,
                        text -> ENCRYPTIONS.containsKey(text.toLowerCase(Locale.ROOT)),
                        "Give true (encrypted and verified), unverified (encrypted, not verified) or false.")
                .orElse(Boolean.toString(verifyByDefault));
        return ENCRYPTIONS.getOrDefault(word.toLowerCase(Locale.ROOT), Encryption.VERIFIED);
    }

    private Optional<Path> rootCertificates(Encryption encryption) {
        Optional<String> given = values.text(SDP_DB_SSL_ROOT_CERT);
        if (given.isPresent() && encryption != Encryption.VERIFIED) {
            values.refuse(
                    SDP_DB_SSL_ROOT_CERT,
                    "is set, but with this SDP_DB_SSL no certificate is verified. Set SDP_DB_SSL=true, or remove it.");
            return Optional.empty();
        }
        return given.flatMap(text -> {
            Optional<String> problem = certificateProblem(text);
            problem.ifPresent(why -> values.refuse(
                    SDP_DB_SSL_ROOT_CERT,
                    "is %s, %s. Give a PEM file with one or more root certificates.".formatted(quoted(text), why)));
            return problem.isPresent() ? Optional.empty() : values.folder(SDP_DB_SSL_ROOT_CERT);
        });
    }

    /** Why the file cannot be used, as a relative clause; empty if it can. */
    private static Optional<String> certificateProblem(String text) {
        try {
            Path file = Path.of(text);
            if (!Files.isRegularFile(file)) {
                return Optional.of("which is not a file that this user can see");
            }
            if (Files.size(file) > MAX_CERTIFICATE_BYTES) {
                return Optional.of("which is larger than 1 MiB");
            }
            // the same parser as in the driver of the database
            boolean empty = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .isEmpty();
            return empty ? Optional.of("which holds no certificate") : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.of("which is not a path");
        } catch (IOException unreadable) {
            return Optional.of("which this user cannot read");
        } catch (CertificateException damaged) {
            return Optional.of("which holds something other than X.509 certificates");
        }
    }

    private Optional<Secret> encryptionKey() {
        Optional<String> key = values.text(SDP_ENCRYPTION_KEY);
        key.filter(text -> !isKeyOfFullLength(text))
                .ifPresent(
                        wrong -> values.refuse(SDP_ENCRYPTION_KEY, "is not the base64 form of 32 bytes. " + MAKE_KEY));
        return key.map(Secret::new);
    }

    private List<Secret> previousEncryptionKeys() {
        List<String> keys = values.list(SDP_PREVIOUS_ENCRYPTION_KEYS);
        for (int i = 0; i < keys.size(); i++) {
            values.refuseIf(
                    !isKeyOfFullLength(keys.get(i)),
                    SDP_PREVIOUS_ENCRYPTION_KEYS,
                    "holds an entry (number " + (i + 1) + ") that is not the base64 form of 32 bytes."
                            + " Give former values of SDP_ENCRYPTION_KEY, separated by commas.");
        }
        values.refuseIf(
                keys.size() > MAX_PREVIOUS_KEYS,
                SDP_PREVIOUS_ENCRYPTION_KEYS,
                "holds more than " + MAX_PREVIOUS_KEYS + " keys. Re-encrypt, then remove those not needed.");
        return keys.stream().map(Secret::new).toList();
    }

    private static boolean isKeyOfFullLength(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
