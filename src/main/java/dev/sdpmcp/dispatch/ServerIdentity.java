package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.ServerInstructions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Name, version and instructions of this server, as {@code initialize} returns them.
 *
 * @param instructions for the model: how to use the tools together
 * @param commit of the source, abbreviated; {@code unknown} if the build had no repository
 */
public record ServerIdentity(Implementation implementation, String instructions, String commit) {

    /** The version and commit that the build wrote into the archive, with the instructions of the tools. */
    public static ServerIdentity ofThisBuild(ServerInstructions instructions) {
        Properties build = new Properties();
        try (InputStream in = ServerIdentity.class.getResourceAsStream("/META-INF/sdp-mcp.properties")) {
            if (in == null) {
                throw new IllegalStateException("META-INF/sdp-mcp.properties is missing from the archive");
            }
            build.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new ServerIdentity(
                new Implementation(
                        "sdp-mcp",
                        "ServiceDesk Plus",
                        build.getProperty("version"),
                        "Works the tickets of ManageEngine ServiceDesk Plus Cloud",
                        null),
                instructions.text(),
                build.getProperty("commit"));
    }
}
