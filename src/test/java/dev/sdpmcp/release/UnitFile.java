package dev.sdpmcp.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A systemd unit, as lines of {@code NAME=VALUE}. */
public final class UnitFile {

    private final List<String> lines;

    private UnitFile(List<String> lines) {
        this.lines = lines;
    }

    /** @throws IOException if it cannot be read */
    public static UnitFile read(Path file) throws IOException {
        return new UnitFile(Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList());
    }

    /** Every value of this name, in order. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /** The value of a name that stands there once. */
    public String one(String name) {
        List<String> values = all(name);
        if (values.size() != 1) {
            throw new AssertionError(name + " stands there " + values.size() + " times");
        }
        return values.get(0);
    }
}
