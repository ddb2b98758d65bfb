package dev.sdpmcp.tool.registry;

import dev.sdpmcp.tool.Capability;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A class with as many tools as a test wants; nobody should have to write or read it. */
final class ManyTools {

    private ManyTools() {}

    static Capability compiled(int tools, Path folder) throws IOException, ReflectiveOperationException {
        String name = "Tools" + tools;
        StringBuilder source = new StringBuilder("public class " + name + " implements dev.sdpmcp.tool.Capability {");
        for (int number = 0; number < tools; number++) {
            source.append("@dev.sdpmcp.tool.McpTool(name=\"t")
                    .append(number)
                    .append("\",title=\"T\",description=\"D\") public String t")
                    .append(number)
                    .append("() { return \"\"; }");
        }
        Path file = Files.writeString(folder.resolve(name + ".java"), source.append('}'));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        int failed = compiler.run(null, null, null, "-proc:none", "-cp", classPath, file.toString());
        if (failed != 0) {
            throw new IllegalStateException("the source of this test does not compile");
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ManyTools.class.getClassLoader())) {
            return (Capability) loader.loadClass(name).getDeclaredConstructor().newInstance();
        }
    }
}
