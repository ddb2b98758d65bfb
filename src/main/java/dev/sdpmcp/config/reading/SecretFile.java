package dev.sdpmcp.config.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reader of files with a secret, as Docker, Kubernetes and systemd provide them; follows symbolic links. Stateless. */
final class SecretFile {

    private static final int MAX_BYTES = 64 * 1024;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private SecretFile() {}

    /** The file cannot be used. The message has the problem and the fix, without the name and content of the file. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Reads a value. A single secret is the content without trailing line ends. The entries of a list are separated by
     * lines or commas; blank lines and lines that start with {@code #} are skipped.
     *
     * @throws Unusable if the file is missing, unreadable, too large, not UTF-8 or empty
     */
    static String value(Path file, boolean list) throws Unusable {
        String content = content(file);
        String value = list ? entries(content) : content.replaceFirst("[\\r\\n]+$", "");
        if (value.isBlank()) {
            throw new Unusable("is empty. Write the value into it.");
        }
        return value;
    }

    private static String entries(String content) {
        return content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.joining(","));
    }

    private static String content(Path file) throws Unusable {
        // reading a pipe would block
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Unusable("is not a regular file. Give the path of the file itself.");
        }
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Unusable("is larger than 64 KiB. Is it the right file?");
            }
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString().replaceFirst("^" + BYTE_ORDER_MARK, "");
        } catch (NoSuchFileException missing) {
            throw new Unusable("does not exist. Give the path of a file that this user can read.");
        } catch (AccessDeniedException forbidden) {
            throw new Unusable("cannot be read by this user. Change its owner or mode.");
        } catch (CharacterCodingException notText) {
            throw new Unusable("is not UTF-8 text. Write the value into it as text.");
        } catch (IOException unreadable) {
            throw new Unusable("cannot be read (" + unreadable.getClass().getSimpleName()
                    + "). Give the path of a file that this user can read.");
        }
    }
}
