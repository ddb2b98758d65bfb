package dev.sdpmcp.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The TCP ports that a process listens on, as Linux tells it. */
final class ListeningSockets {

    private static final String LISTENING = "0A";

    private ListeningSockets() {}

    /** One socket, as a line of {@code /proc/net/tcp} has it. */
    private record Line(String address, String state, String inode) {

        static Line of(String text) {
            String[] words = text.strip().split("\\s+");
            return new Line(words[1], words[3], words[9]);
        }

        int port() {
            return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
        }
    }

    static Set<Integer> of(long pid) throws IOException {
        Set<String> own = sockets(pid);
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            ports.addAll(Files.readAllLines(Path.of(table)).stream()
                    .skip(1)
                    .map(Line::of)
                    .filter(line -> line.state().equals(LISTENING) && own.contains("socket:[" + line.inode() + "]"))
                    .map(Line::port)
                    .collect(Collectors.toSet()));
        }
        return ports;
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                sockets.add(target(file));
            }
        }
        return sockets;
    }

    private static String target(Path file) throws IOException {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (NoSuchFileException closed) {
            return "closed between the two looks";
        }
    }
}
