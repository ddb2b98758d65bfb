package dev.sdpmcp.launcher.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A stand-in for the demo desk that prints the same lines and ends with its standard input. */
public final class FakeDesk {

    private FakeDesk() {}

    /** Prints the ready line with the arguments after the address, then waits for the end of its input. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println("some other line");
        out.println("simulator ready: http://127.0.0.1:1/" + String.join("+", arguments));
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    /** A jar that starts this class. */
    static Path jar(Path file) throws IOException {
        String name = FakeDesk.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeDesk.class.getName());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new JarEntry(name));
            FakeDesk.class.getClassLoader().getResourceAsStream(name).transferTo(jar);
        }
        return file;
    }
}
