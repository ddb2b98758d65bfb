package dev.sdpmcp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * The user of this process, as owner of its files.
 *
 * @param principal name of the user; the number of a user without a name, as containers have them
 * @param root whether the user is root
 */
public record ProcessUser(UserPrincipal principal, boolean root) {

    private static final Integer ROOT = 0;

    /**
     * Reads the owner of a temporary file: the JVM knows only the name, which a user in a container may lack.
     *
     * @throws IOException if no temporary file can be created
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
