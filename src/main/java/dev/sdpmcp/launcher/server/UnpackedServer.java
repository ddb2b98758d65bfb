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
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Payara Micro, unpacked with {@code --outputlauncher} to save the unpacking at each start. Written once, then
 * read-only and shared by any number of servers.
 *
 * @param folder folder of the unpacked server
 */
record UnpackedServer(Path folder) {

    private static final Duration UNPACK_LIMIT = Duration.ofMinutes(3);
    private static final String BOOT_PROPERTIES = "payara-boot.properties";
    private static final String BRANDING = "branding/glassfish-version.properties";

    /** The unpacked server of this installation, or else one that is unpacked now in the data folder. */
    static UnpackedServer of(InstallationLayout home, Path dataFolder) throws StartRefused {
        UnpackedServer prepared = new UnpackedServer(home.preparedServer());
        if (prepared.exists()) {
            return prepared;
        }
        // the installation may be read-only
        UnpackedServer own = new UnpackedServer(dataFolder.resolve("payara"));
        own.unpack(home.artefact("payara-micro.jar"));
        return own;
    }

    /** The jar for the class path; its manifest lists the others. */
    Path jar() {
        return folder.resolve("launch-micro.jar");
    }

    boolean exists() {
        return Files.isReadable(jar());
    }

    /** Whether it exists and has the version of this jar; the jar may be removed after the unpacking. */
    boolean isOf(Path payaraMicro) throws IOException {
        if (!exists() || !Files.exists(payaraMicro)) {
            return exists();
        }
        byte[] version = entry(payaraMicro, "MICRO-INF/domain/" + BRANDING, "version");
        return Files.isReadable(branding()) && Arrays.equals(version, Files.readAllBytes(branding()));
    }

    private static byte[] entry(Path jarFile, String name, String meaning) throws IOException {
        try (JarFile jar = new JarFile(jarFile.toFile())) {
            ZipEntry entry = jar.getEntry(name);
            if (entry == null) {
                throw new IOException(jarFile + " has no " + meaning);
            }
            return jar.getInputStream(entry).readAllBytes();
        }
    }

    private Path branding() {
        return folder.resolve("config").resolve(BRANDING);
    }

    /** Unpacks in a separate process, then moves the result into place atomically. */
    void unpack(Path payaraMicro) throws StartRefused {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        try {
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            run(payaraMicro, unfinished);
            byte[] boot = entry(payaraMicro, "MICRO-INF/" + BOOT_PROPERTIES, BOOT_PROPERTIES);
            Files.write(unfinished.resolve(BOOT_PROPERTIES), boot);
            Folders.delete(folder);
            Files.move(unfinished, folder);
        } catch (IOException failed) {
            throw ExitCode.SERVER.refusal(
                    "cannot unpack the server into " + folder + " (" + failed.getMessage() + ").");
        }
    }

    private static void run(Path payaraMicro, Path into) throws IOException {
        Process process = new ProcessBuilder(ServerProgram.java(
                        List.of("-jar", payaraMicro.toString(), "--rootdir", into.toString(), "--outputlauncher")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!ServerProgram.succeeds(process, UNPACK_LIMIT)) {
                throw new IOException("unpacking " + payaraMicro + " failed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** The system properties that Payara's start class would set. */
    Properties bootProperties() throws IOException {
        Properties properties = properties(folder.resolve(BOOT_PROPERTIES));
        // it would make ::1 impossible as SDP_HTTP_HOST
        properties.remove("java.net.preferIPv4Stack");
        return properties;
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream content = Files.newInputStream(file)) {
            properties.load(content);
        }
        return properties;
    }

    /** Name and version of the server, {@code Payara Micro 7.2026.11}; empty if unknown. */
    Optional<String> product() throws IOException {
        if (!Files.isReadable(branding())) {
            return Optional.empty();
        }
        Properties branding = properties(branding());
        return Optional.of(branding.getProperty("product_name") + " " + branding.getProperty("major_version") + "."
                + branding.getProperty("minor_version") + "." + branding.getProperty("update_version"));
    }

    /** The start class in Payara's manifest. */
    String startClass() throws IOException {
        try (JarFile jarFile = new JarFile(jar().toFile())) {
            String name = jarFile.getManifest().getMainAttributes().getValue("Start-Class");
            if (name == null) {
                throw new IOException(jar() + " has no Start-Class");
            }
            return name;
        }
    }

    /** Class loader of Payara: that of this program if the jar is on its class path. */
    ClassLoader classLoader(String startClass) throws MalformedURLException {
        ClassLoader own = UnpackedServer.class.getClassLoader();
        if (own.getResource(startClass.replace('.', '/') + ".class") != null) {
            return own;
        }
        return new URLClassLoader(new URL[] {jar().toUri().toURL()}, own);
    }
}
