package dev.sdpmcp.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Dockerfile: its stages and their instructions. */
public final class ImageRecipe {

    /**
     * @param name in upper case
     * @param words what stands behind it, on one line
     */
    public record Instruction(String name, String words) {}

    private final List<List<Instruction>> stages = new ArrayList<>();

    private ImageRecipe() {}

    /** @throws IOException if it cannot be read */
    public static ImageRecipe read(Path file) throws IOException {
        ImageRecipe recipe = new ImageRecipe();
        StringBuilder line = new StringBuilder();
        for (String each : Files.readAllLines(file)) {
            if (each.isBlank() || each.startsWith("#")) {
                continue;
            }
            line.append(each.replaceFirst("\\\\$", " "));
            if (!each.endsWith("\\")) {
                recipe.add(line.toString().strip());
                line.setLength(0);
            }
        }
        return recipe;
    }

    private void add(String line) {
        int blank = line.indexOf(' ');
        Instruction instruction = new Instruction(
                line.substring(0, blank), line.substring(blank).strip().replaceAll("\\s{2,}", " "));
        if (instruction.name().equals("FROM")) {
            stages.add(new ArrayList<>());
        }
        stages.get(stages.size() - 1).add(instruction);
    }

    /** The stages in order; each begins with its FROM. */
    public List<List<Instruction>> stages() {
        return stages.stream().map(List::copyOf).toList();
    }

    private List<Instruction> last() {
        return stages.get(stages.size() - 1);
    }

    /** What stands behind an instruction that the last stage has once. */
    public String words(String name) {
        List<Instruction> found =
                last().stream().filter(each -> each.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " stands there " + found.size() + " times");
        }
        return found.get(0).words();
    }

    /** What ENV sets in the last stage. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Instruction each : last()) {
            if (each.name().equals("ENV")) {
                String[] pair = each.words().split("=", 2);
                environment.put(pair[0], pair[1]);
            }
        }
        return environment;
    }
}
