package dev.sdpmcp.launcher.onejar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Small jars with the payload of a test. */
final class GivenJar {

    private GivenJar() {}

    static Path carrying(Path file, String content) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            put(jar, "dev/Main.class", "not carried");
            put(jar, "payload/target/server.jar", content);
            put(jar, "payload/domain-config/jvm.options", "-Xmx1g");
        }
        return file;
    }

    static Path with(Path file, String name) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            put(jar, name, "content");
        }
        return file;
    }

    private static void put(JarOutputStream jar, String name, String content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
