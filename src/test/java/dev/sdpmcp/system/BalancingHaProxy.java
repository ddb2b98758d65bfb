package dev.sdpmcp.system;

import static dev.sdpmcp.system.ProxyProgram.replaced;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HAProxy with {@code haproxy.cfg} and the two servers of {@code docs/upgrade.md}, clients told apart by their keys; without TLS,
 * which is tested elsewhere.
 */
final class BalancingHaProxy implements ProxyProgram {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath().resolve("docs/upgrade.md");
    private static final Pattern DOCUMENTED =
            Pattern.compile("^ {4}backend sdp_mcp\\n(?: {8}.*\\n)+", Pattern.MULTILINE);

    private final HaProxy one = new HaProxy();
    private final String second;

    /** @param second HOST:PORT of the server beside the one it is in front of */
    BalancingHaProxy(String second) {
        this.second = second;
    }

    @Override
    public String debianPackage() {
        return one.debianPackage();
    }

    @Override
    public String configuration() {
        return one.configuration();
    }

    @Override
    public String serverHeader() {
        return one.serverHeader();
    }

    @Override
    public String gracefulSignal() {
        return one.gracefulSignal();
    }

    @Override
    public String adapted(String text, Place place) {
        String here = one.adapted(text, place);
        here = replaced(here, " ssl crt " + place.folder() + "/server.pem alpn http/1.1", "");
        return here.substring(0, here.indexOf("\nbackend sdp_mcp") + 1) + servers(place.server());
    }

    private String servers(String first) {
        String documented = documented();
        documented = replaced(documented, "10.0.0.11:3000", first);
        documented = replaced(documented, "10.0.0.12:3000", second);
        // all clients of a test have one address; these are the document's own words for that
        documented = replaced(documented, "stick-table type ipv6 ", "stick-table type string len 128 ");
        documented = replaced(documented, "stick on src ", "stick on hdr(X-API-Key) ");
        return replaced(documented, "hdr Host mcp.example.com", "hdr Host localhost");
    }

    private static String documented() {
        try {
            Matcher found = DOCUMENTED.matcher(Files.readString(DOCUMENT));
            if (!found.find()) {
                throw new AssertionError("the document has no backend of HAProxy any more");
            }
            return found.group();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public List<String> command(Path executable, Path configuration, Path folder) {
        return one.command(executable, configuration, folder);
    }
}
