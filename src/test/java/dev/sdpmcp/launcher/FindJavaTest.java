package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Java {@code domain-config/find-java.sh} takes, on machines that are made up. */
@Tag("component")
class FindJavaTest {

    private static final String NOTHING = "";
    private static final String OLD = "usr/lib/jvm/java-17-openjdk-amd64";
    private static final String NEW = "usr/lib/jvm/temurin-25-jdk-amd64";

    @TempDir
    private Path machine;

    /** A folder in the machine with a Java of this version; {@code jre} has no compiler. */
    record Jdk(String folder, String version, boolean compiler) {}

    private static Jdk jdk(String folder, String version) {
        return new Jdk(folder, version, true);
    }

    private static Jdk jre(String folder, String version) {
        return new Jdk(folder, version, false);
    }

    static Stream<Arguments> machines() {
        return Stream.of(
                arguments("JAVA_HOME fits", "jdk", List.of(jdk("home", "21.0.4"), jdk(NEW, "25")), "home", NOTHING),
                arguments("the path fits", "jdk", List.of(jdk("path", "22"), jdk(NEW, "25.0.3")), "path", NOTHING),
                arguments("an early build", "jdk", List.of(jdk("path", "26-ea"), jdk(NEW, "25.0.3")), "path", NOTHING),
                arguments(
                        "the JAVA_HOME is old, the path fits",
                        "jdk",
                        List.of(jdk("home", "17.0.15"), jdk("path", "21")),
                        "path",
                        "JAVA_HOME (/home) has Java 17, which is too old; using Java 21, /path/bin/java"),
                arguments(
                        "the default is old with a new one beside it",
                        "jdk",
                        List.of(jdk("path", "17.0.15"), jdk(OLD, "17.0.15"), jdk(NEW, "25.0.3")),
                        NEW,
                        "the path (/path/bin/java) has Java 17, which is too old; using Java 25, /" + NEW
                                + "/bin/java"),
                arguments(
                        "nothing on the path; the newest of a folder by number, not by name",
                        "jre",
                        List.of(jdk("usr/lib/jvm/java-9", "9"), jdk("usr/lib/jvm/a", "25"), jre("usr/lib/jvm/z", "21")),
                        "usr/lib/jvm/a",
                        "no java on the path; using Java 25, /usr/lib/jvm/a/bin/java"),
                arguments(
                        "old numbers and what does not run",
                        "jre",
                        List.of(jdk("home", "1.8.0_412"), jdk("path", NOTHING), jdk(NEW, "21.0.4")),
                        NEW,
                        "JAVA_HOME (/home) has Java 8, which is too old; using Java 21, /" + NEW + "/bin/java"),
                arguments(
                        "a folder comes before a newer one in a later place",
                        "jre",
                        List.of(
                                jdk(OLD, "17.0.15"),
                                jdk("my home/.sdkman/candidates/java/21.0.4-tem", "21.0.4"),
                                jdk("opt/homebrew/opt/openjdk@25", "25")),
                        "my home/.sdkman/candidates/java/21.0.4-tem",
                        "no java on the path; using Java 21, /my home/.sdkman/candidates/java/21.0.4-tem/bin/java"),
                arguments(
                        "Homebrew",
                        "jdk",
                        List.of(jdk("opt/homebrew/opt/openjdk@21", "21"), jdk("opt/homebrew/opt/openjdk", "25")),
                        "opt/homebrew/opt/openjdk",
                        "no java on the path; using Java 25, /opt/homebrew/opt/openjdk/bin/java"),
                arguments(
                        "Homebrew on Intel",
                        "jdk",
                        List.of(jdk("usr/local/opt/openjdk@21", "21")),
                        "usr/local/opt/openjdk@21",
                        "no java on the path; using Java 21, /usr/local/opt/openjdk@21/bin/java"),
                arguments(
                        "macOS",
                        "jdk",
                        List.of(jdk("Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home", "25.0.3")),
                        "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                        "no java on the path; using Java 25,"
                                + " /Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home/bin/java"),
                arguments(
                        "running needs no compiler",
                        "jre",
                        List.of(jre("path", "21"), jdk(NEW, "25")),
                        "path",
                        NOTHING),
                arguments(
                        "building does",
                        "jdk",
                        List.of(jre("path", "21"), jre("usr/lib/jvm/jre-26", "26"), jdk(NEW, "25")),
                        NEW,
                        "the path (/path/bin/java) has Java 21 without a compiler; using Java 25, /" + NEW
                                + "/bin/java"),
                arguments("none at all", "jdk", List.of(), NOTHING, "no java on the path. Install a JDK 21 or newer: "),
                arguments(
                        "only old ones",
                        "jre",
                        List.of(jdk("path", "17.0.15"), jdk(OLD, "17.0.15")),
                        NOTHING,
                        "the path (/path/bin/java) has Java 17, which is too old. Install a JDK 21 or newer:"
                                + " openjdk-21-jdk (Debian 13"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void takes_the_first_that_fits(String what, String kind, List<Jdk> jdks, String taken, String said)
            throws Exception {
        for (Jdk each : jdks) {
            install(each);
        }

        Process process = find(kind, Files.exists(machine.resolve("home")));

        String found = text(process.getInputStream().readAllBytes());
        String line = text(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(line).isEqualTo(taken.isEmpty() ? 4 : 0);
        assertThat(found).isEqualTo(taken.isEmpty() ? NOTHING : "/" + taken + "/bin/java\n" + versionIn(taken) + "\n");
        if (said.isEmpty()) {
            assertThat(line).isEmpty();
        } else {
            assertThat(line).startsWith("who: " + said).containsOnlyOnce("\n").endsWith("\n");
        }
    }

    private void install(Jdk jdk) throws IOException {
        Path programs = Files.createDirectories(machine.resolve(jdk.folder()).resolve("bin"));
        String says = jdk.version().isEmpty() ? "exit 1" : "echo 'openjdk version \"" + jdk.version() + "\"' >&2";
        program(programs.resolve("java"), says);
        if (jdk.compiler()) {
            program(programs.resolve("javac"), "exit 0");
        }
    }

    private static void program(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String versionIn(String folder) throws IOException {
        String program = Files.readString(machine.resolve(folder).resolve("bin/java"));
        return program.replaceAll("(?s).*'(.*)'.*", "$1");
    }

    /** The script with its places inside the machine; prints the Java that it takes, and what that says of itself. */
    private Process find(String kind, boolean home) throws IOException {
        String script = "set -eu\n" + script() + "\nfind_java " + kind
                + " who || exit\necho \"$java\"\necho \"$java_says\"\n"
                + "[ -z \"${JAVA_HOME:-}\" ] || [ \"$JAVA_HOME/bin/java\" = \"$java\" ]";
        ProcessBuilder builder = onThisMachine("/bin/sh", "-c", script);
        if (home) {
            builder.environment().put("JAVA_HOME", machine.resolve("home").toString());
        }
        return builder.start();
    }

    private String script() throws IOException {
        return "machine='" + machine + "'\n"
                + Files.readString(Path.of("domain-config/find-java.sh"))
                        .replaceAll(" (/(usr|opt|Library)/)", " \"\\$machine\"$1");
    }

    /** With the tools that the scripts need, and no Java but those of the machine. */
    private ProcessBuilder onThisMachine(String... command) throws IOException {
        Path tools = Files.createDirectories(machine.resolve("tools"));
        for (String tool : List.of("sed", "head", "dirname")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("path/bin") + ":" + tools);
        builder.environment().put("HOME", machine.resolve("my home").toString());
        return builder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"start-sse.sh", "mvnw", "domain-config/wildfly.sh", "domain-config/payara-server.sh"})
    void each_script_ends_with_4_where_there_is_none(String name) throws Exception {
        install(jdk("path", "17.0.15"));
        Path project = machine.resolve("project");
        Files.createDirectories(project.resolve("domain-config"));
        Files.writeString(project.resolve("domain-config/find-java.sh"), script());
        Files.copy(Path.of("domain-config/installation.sh"), project.resolve("domain-config/installation.sh"));
        Files.copy(Path.of(name), project.resolve(name));
        Files.createFile(project.resolve("jboss-modules.jar"));
        Files.createFile(
                Files.createDirectories(project.resolve("glassfish/modules")).resolve("glassfish.jar"));
        ProcessBuilder builder = onThisMachine("/bin/sh", project.resolve(name).toString());
        builder.environment().put("JBOSS_HOME", project.toString());
        builder.environment().put("PAYARA_HOME", project.toString());

        Process process = builder.redirectErrorStream(true).start();

        String said = text(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(4);
        assertThat(said).matches("(sdp-mcp|mvnw): the path \\(/path/bin/java\\) has Java 17, .* Install a JDK 21 .*\n");
    }

    private String text(byte[] said) {
        return new String(said, StandardCharsets.UTF_8).replace(machine.toString(), "");
    }
}
