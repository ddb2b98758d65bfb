package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.release.ImageRecipe;
import dev.sdpmcp.release.ImageRecipe.Instruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The stages of the Dockerfile behind the first, laid out in folders: each is the root of a file system. What makes users is
 * left out, since this machine's are not the image's. The first stage is what the project's own build left; that its
 * commands give the same bytes is the matter of src/release/reproducible.sh.
 */
final class ImageReplay {

    private static final Duration RUN_LIMIT = Duration.ofMinutes(8);

    private final Path project;
    private final Path folder;
    private String workingFolder = "/";
    private Path root;

    ImageReplay(Path project, Path folder) {
        this.project = project;
        this.folder = folder;
        this.root = folder;
    }

    /** Carries out all stages; returns the root of the last one. */
    Path replay(ImageRecipe recipe) throws IOException {
        List<List<Instruction>> stages = recipe.stages();
        for (List<Instruction> stage : stages.subList(1, stages.size())) {
            String[] from = stage.get(0).words().split(" ");
            root = Files.createDirectories(folder.resolve(from.length == 3 ? from[2] : "final"));
            workingFolder = "/";
            for (Instruction instruction : stage) {
                carryOut(instruction);
            }
        }
        return root;
    }

    private void carryOut(Instruction instruction) throws IOException {
        switch (instruction.name()) {
            case "WORKDIR" -> workingFolder = instruction.words();
            case "COPY" -> copy(new ArrayList<>(List.of(instruction.words().split(" "))));
            case "RUN" -> run(instruction.words());
            default -> {
                // says what the image is, and writes no file
            }
        }
    }

    Path workingFolder() throws IOException {
        return Files.createDirectories(root.resolve(workingFolder.substring(1)));
    }

    private void copy(List<String> words) throws IOException {
        Path from = project;
        if (words.get(0).startsWith("--from=")) {
            String stage = words.remove(0).substring("--from=".length());
            from = stage.equals("build") ? null : folder.resolve(stage);
        }
        String target = words.remove(words.size() - 1);
        for (String source : words) {
            Path file = from == null
                    ? project.resolve(source.replaceFirst("^/build/", ""))
                    : from.resolve(source.replaceFirst("^/", ""));
            Path into = workingFolder().resolve(target).normalize();
            // a file goes into what ends in a slash; a folder's content becomes the content of the target
            copyTree(file, target.endsWith("/") ? into.resolve(file.getFileName()) : into);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString()).normalize();
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(
                            file,
                            copy,
                            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void run(String words) throws IOException {
        if (!words.startsWith("[")) {
            assertThat(words).as("only users are made by a shell").startsWith("groupadd ");
            return;
        }
        List<String> command = words(words);
        command.set(0, command.get(0).replaceFirst("^java$", OwnServer.java()));
        ChildProcess process = ChildProcess.start(workingFolder(), "never", Map.of(), command);
        assertThat(process.awaitExit(RUN_LIMIT)).as(process.output()).isZero();
    }

    /** The words of an instruction in its exec form. */
    static List<String> words(String array) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : Json.parse(array)) {
            words.add(word.asText());
        }
        return words;
    }

    /** What is in this root, with sizes and times. */
    static List<String> listing(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> listing = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                listing.add(root.relativize(file) + " " + Files.getLastModifiedTime(file)
                        + (Files.isRegularFile(file) ? " " + Files.size(file) : ""));
            }
            return listing;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
