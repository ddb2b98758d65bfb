package dev.sdpmcp.persistence.encryption;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.persistence.encryption.EncryptionKeys.EncryptionKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * File of a generated key in the data folder (mode 600): the base64 form of 32 bytes. Created atomically, also with
 * concurrent processes, and never changed. Thread-safe.
 */
public final class KeyFile {

    private final Path file;
    private final String fix;

    /** @param fix what an operator does when the file is damaged and there is no backup of it; ends a sentence */
    public KeyFile(Path file, String fix) {
        this.file = file.toAbsolutePath();
        this.fix = fix;
    }

    /** @throws EncryptionRefused if the file is there and cannot be read, or holds no key */
    public Optional<Secret> read() {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (Base64.getDecoder().decode(text).length == EncryptionKey.BYTES) {
                return Optional.of(new Secret(text));
            }
            throw damaged(null);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            throw damaged(notBase64);
        } catch (IOException unreadable) {
            throw unusable(unreadable);
        }
    }

    /** @throws EncryptionRefused as {@link #read}, and if the file cannot be created */
    public Secret readOrMake() {
        return read().orElseGet(() -> {
            make();
            return read().orElseThrow(() -> damaged(null));
        });
    }

    private void make() {
        byte[] key = new byte[EncryptionKey.BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(
                    file.getParent(),
                    file.getFileName().toString(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                write(draft, Base64.getEncoder().encodeToString(key) + "\n");
                // unlike a move, a link fails if the name is taken: the first one to make a key wins
                Files.createLink(file, draft);
            } finally {
                Files.delete(draft);
            }
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            System.getLogger(KeyFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} was made by somebody else", file.getFileName());
        } catch (IOException | UnsupportedOperationException refused) {
            throw unusable(refused);
        }
    }

    private static void write(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private EncryptionRefused damaged(@Nullable Throwable cause) {
        return new EncryptionRefused(
                file + " is not the base64 form of 32 bytes; restore it from a backup, or " + fix, cause);
    }

    private EncryptionRefused unusable(Throwable cause) {
        return new EncryptionRefused(
                file + " cannot be made or read (" + cause.getMessage()
                        + "); fix its owner, or set SDP_ENCRYPTION_KEY (openssl rand -base64 32)",
                cause);
    }
}
