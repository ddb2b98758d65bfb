package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Payara Micro with its jars unpacked beside a jar of its own that lists them ({@code --outputlauncher}), which spares
 * every start the unpacking. Written once, then only read, by any number of servers at a time.
 *
 * @param folder where it is
 */
record UnpackedServer(Path folder) {

    private static final Duration UNPACK_LIMIT = Duration.ofMinutes(3);
    private static final String BOOT_PROPERTIES = "payara-boot.properties";
    private static final String BRANDING = "branding/glassfish-version.properties";

    /** The one that was prepared for this installation, or else one made now in the data folder. */
    static UnpackedServer of(InstallationLayout home, Path dataFolder) throws StartRefused {
        UnpackedServer prepared = new UnpackedServer(home.preparedServer());
        if (prepared.exists()) {
            return prepared;
        }
        // nobody prepared this installation, and it may be read-only
        UnpackedServer own = new UnpackedServer(dataFolder.resolve("payara"));
        own.unpack(home.artefact("payara-micro.jar"));
        return own;
    }

    /** The jar to put on the class path; its manifest lists the others. */
    Path jar() {
        return folder.resolve("launch-micro.jar");
    }

    boolean exists() {
        return Files.isReadable(jar());
    }

    /** Whether it is there, and of the version of this jar; a jar that was removed after the unpacking has none to compare. */
    boolean isOf(Path payaraMicro) throws IOException {
        if (!exists() || !Files.exists(payaraMicro)) {
            return exists();
        }
        try (JarFile jar = new JarFile(payaraMicro.toFile())) {
            ZipEntry branding = jar.getEntry("MICRO-INF/domain/" + BRANDING);
            if (branding == null) {
                throw new IOException(payaraMicro + " does not say its version");
            }
            try (InputStream content = jar.getInputStream(branding)) {
                return Files.isReadable(branding())
                        && Arrays.equals(content.readAllBytes(), Files.readAllBytes(branding()));
            }
        }
    }

    private Path branding() {
        return folder.resolve("config").resolve(BRANDING);
    }

    /** Runs Payara's own unpacking in a process of its own, then moves the result into place at once. */
    void unpack(Path payaraMicro) throws StartRefused {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        try {
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            run(payaraMicro, unfinished);
            copyBootProperties(payaraMicro, unfinished);
            Folders.delete(folder);
            Files.move(unfinished, folder);
        } catch (IOException failed) {
            throw new StartRefused(
                    ExitCode.SERVER, "cannot unpack the server into " + folder + " (" + failed.getMessage() + ").");
        }
    }

    private static void run(Path payaraMicro, Path into) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-jar", payaraMicro.toString(), "--rootdir", into.toString(), "--outputlauncher")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(UNPACK_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("unpacking " + payaraMicro + " failed");
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static void copyBootProperties(Path payaraMicro, Path into) throws IOException {
        try (JarFile jar = new JarFile(payaraMicro.toFile())) {
            ZipEntry entry = jar.getEntry("MICRO-INF/" + BOOT_PROPERTIES);
            if (entry == null) {
                throw new IOException(payaraMicro + " has no " + BOOT_PROPERTIES);
            }
            try (InputStream content = jar.getInputStream(entry)) {
                Files.copy(content, into.resolve(BOOT_PROPERTIES));
            }
        }
    }

    /** The system properties that Payara's own start would set. */
    Properties bootProperties() throws IOException {
        Properties properties = new Properties();
        try (InputStream content = Files.newInputStream(folder.resolve(BOOT_PROPERTIES))) {
            properties.load(content);
        }
        // would make ::1 unreachable as SDP_HTTP_HOST
        properties.remove("java.net.preferIPv4Stack");
        return properties;
    }

    /** Name and version of the server, {@code Payara Micro 7.2026.11}; empty if it does not say. */
    Optional<String> product() throws IOException {
        if (!Files.isReadable(branding())) {
            return Optional.empty();
        }
        Properties branding = new Properties();
        try (InputStream content = Files.newInputStream(branding())) {
            branding.load(content);
        }
        return Optional.of(branding.getProperty("product_name") + " " + branding.getProperty("major_version") + "."
                + branding.getProperty("minor_version") + "." + branding.getProperty("update_version"));
    }

    /** The class that Payara's manifest names as the one to start. */
    String startClass() throws IOException {
        try (JarFile jarFile = new JarFile(jar().toFile())) {
            Attributes attributes = jarFile.getManifest().getMainAttributes();
            String name = attributes.getValue("Start-Class");
            if (name == null) {
                throw new IOException(jar() + " names no Start-Class");
            }
            return name;
        }
    }

    /** A loader of Payara's classes: this program's own if start-sse.sh put the jar on its class path. */
    ClassLoader classLoader(String startClass) throws MalformedURLException {
        ClassLoader own = UnpackedServer.class.getClassLoader();
        if (own.getResource(startClass.replace('.', '/') + ".class") != null) {
            return own;
        }
        return new URLClassLoader(new URL[] {jar().toUri().toURL()}, own);
    }
}
