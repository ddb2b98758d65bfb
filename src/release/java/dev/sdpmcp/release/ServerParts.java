package dev.sdpmcp.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The libraries in Payara Micro, identified by Maven properties, manifest and pom of their jars. */
final class ServerParts {

    private static final String FOLDER = "MICRO-INF/runtime/";
    private static final Pattern LICENCE_OF_POM =
            Pattern.compile("<license>.*?<name>\\s*(.*?)\\s*</name>.*?</license>", Pattern.DOTALL);

    private ServerParts() {}

    /** All libraries, ordered by file name. */
    static List<Part> of(Path payaraMicro) throws IOException {
        Map<String, Part> parts = new TreeMap<>();
        try (ZipFile server = new ZipFile(payaraMicro.toFile())) {
            for (ZipEntry entry : server.stream()
                    .filter(each ->
                            each.getName().startsWith(FOLDER) && each.getName().endsWith(".jar"))
                    .toList()) {
                byte[] jar = server.getInputStream(entry).readAllBytes();
                String file = entry.getName().substring(FOLDER.length());
                parts.put(file, part(file, jar));
            }
        }
        return List.copyOf(parts.values());
    }

    private static Part part(String file, byte[] jar) throws IOException {
        List<Properties> maven = new ArrayList<>();
        Set<String> licences = new LinkedHashSet<>();
        String plainName = file.substring(0, file.length() - ".jar".length());
        try (JarInputStream content = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = content.getManifest();
            if (manifest != null && manifest.getMainAttributes().getValue("Bundle-License") != null) {
                licences.addAll(stated(manifest.getMainAttributes().getValue("Bundle-License")));
            }
            for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
                    Properties properties = new Properties();
                    properties.load(content);
                    maven.add(properties);
                } else if (entry.getName().matches("META-INF/maven/.*/pom\\.xml") && licences.isEmpty()) {
                    licences.addAll(ofPom(new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
                }
            }
            String version =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-Version");
            // several pom.properties are those of a shaded jar; the file name is better then
            Properties own = maven.size() == 1 ? maven.get(0) : new Properties();
            return new Part(
                    own.getProperty("groupId", ""),
                    own.getProperty("artifactId", plainName),
                    own.getProperty("version", version == null ? "" : version),
                    sha256(jar),
                    List.copyOf(licences));
        }
    }

    /** The licences of a manifest header: separated by commas, names in quotes, attributes after semicolons. */
    private static List<String> stated(String header) {
        List<String> licences = new ArrayList<>();
        for (String licence : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)(?!\\s+Version)")) {
            licences.add(licence.replaceFirst(";.*", "").replace("\"", "").strip());
        }
        return licences;
    }

    private static List<String> ofPom(String pom) {
        List<String> licences = new ArrayList<>();
        for (Matcher found = LICENCE_OF_POM.matcher(pom); found.find(); ) {
            licences.add(found.group(1));
        }
        return licences;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
