package dev.sdpmcp.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Program of the release build: writes the SBOM and the list of third-party licences, and refuses disallowed licences.
 */
public final class ReleaseInventory {

    private static final String GROUP = "fish.payara.extras";
    private static final String NAME = "payara-micro";
    private static final String LICENCE = "CDDL + GPLv2 with classpath exception";

    private ReleaseInventory() {}

    /**
     * Called by exec-maven-plugin.
     *
     * @param arguments SBOM of the WAR, payara-micro.jar, its version, list of allowed licences, timestamp, target
     *     folder
     * @throws IllegalStateException if a library of the WAR has no licence, or one that is not allowed
     */
    public static void main(String[] arguments) throws IOException {
        Sbom sbom = Sbom.read(Path.of(arguments[0]));
        Path jar = Path.of(arguments[1]);
        List<Part> war = sbom.parts();
        List<String> objections = AllowedLicences.read(Path.of(arguments[3])).objections(war);
        if (!objections.isEmpty()) {
            throw new IllegalStateException(String.join("\n", objections));
        }
        Part server =
                new Part(GROUP, NAME, arguments[2], ServerParts.sha256(Files.readAllBytes(jar)), List.of(LICENCE));
        List<Part> inside = ServerParts.of(jar);
        Path target = Files.createDirectories(Path.of(arguments[5]));
        sbom.addServer(server, inside);
        sbom.write(target.resolve("sdp-mcp.cdx.json"), arguments[4]);
        Files.writeString(target.resolve("THIRD-PARTY.txt"), ThirdPartyList.text(war, server, inside));
    }
}
