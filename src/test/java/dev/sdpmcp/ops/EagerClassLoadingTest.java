package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EagerClassLoadingTest {

    @TempDir
    Path application;

    private void file(String path) throws IOException {
        Path file = application.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, "not a class".getBytes(StandardCharsets.UTF_8));
    }

    private Set<String> paths(String folder) {
        try (Stream<Path> found = Files.list(application.resolve(folder.substring(1)))) {
            return found.map(path -> "/" + application.relativize(path) + (Files.isDirectory(path) ? "/" : ""))
                    .collect(Collectors.toSet());
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Test
    void loads_the_classes_of_all_folders_and_leaves_out_what_cannot_be_loaded() throws IOException {
        file("/WEB-INF/classes/dev/sdpmcp/ops/StartLines.class");
        file("/WEB-INF/classes/dev/sdpmcp/ops/package-info.class");
        file("/WEB-INF/classes/dev/sdpmcp/ops/OfAnotherServer.class");
        file("/WEB-INF/classes/dev/sdpmcp/lifecycle/ServerReady.class");
        file("/WEB-INF/classes/dev/sdpmcp/version.properties");
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> paths((String) arguments[0]));

        assertThat(EagerClassLoading.load(context, "/WEB-INF/classes/dev/")).isEqualTo(2);
    }
}
