package dev.sdpmcp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * The user that this process makes files as.
 *
 * @param principal equal to the owner of its files; of a user without a name, as containers have them, it is the number
 * @param root whether it may write what belongs to others
 */
public record ProcessUser(UserPrincipal principal, boolean root) {

    private static final Integer ROOT = 0;

    /**
     * Found by the owner of a temporary file: the JVM knows only a name, which such a user has not.
     *
     * @throws IOException if no temporary file can be made
     */
    public static ProcessUser current() throws IOException {
        Path file = Files.createTempFile("sdp-mcp-user", null);
        try {
            return new ProcessUser(Files.getOwner(file), ROOT.equals(Files.getAttribute(file, "unix:uid")));
        } finally {
            Files.delete(file);
        }
    }
}
