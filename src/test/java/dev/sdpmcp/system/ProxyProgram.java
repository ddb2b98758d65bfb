package dev.sdpmcp.system;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A proxy that we ship a configuration for, and how a test runs it. */
interface ProxyProgram {

    /**
     * Where a test puts it.
     *
     * @param folder for everything that it writes; {@code server.crt}, {@code server.key} and {@code server.pem} are there
     * @param server HOST:PORT behind it
     * @param port of 127.0.0.1 to listen on
     */
    record Place(Path folder, String server, int port) {}

    /** All of them. */
    static List<ProxyProgram> all() {
        return List.of(new Nginx(), new Apache(), new HaProxy());
    }

    /** The package of Debian, and the name of the program. */
    String debianPackage();

    /** The file's name in {@code domain-config}. */
    String configuration();

    /** What it calls itself in {@code Server}; empty if it says nothing. */
    String serverHeader();

    /** Only names and places of this machine are changed. */
    String adapted(String text, Place place);

    /** In the foreground. */
    List<String> command(Path executable, Path configuration, Path folder);

    /** What tells it to end when its last connection has, or its patience is over. */
    String gracefulSignal();

    default Optional<Path> executable() {
        return Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/")
                .map(folder -> Path.of(folder + debianPackage()))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it; aborts the test, loudly, where it is not installed. */
    default Proxy inFrontOf(URI server) {
        return Proxy.inFrontOf(server, this);
    }

    /** Replaces a text that must be there. */
    static String replaced(String text, String shipped, String here) {
        if (!text.contains(shipped)) {
            throw new AssertionError("the configuration has no \"" + shipped + "\" any more");
        }
        return text.replace(shipped, here);
    }
}
