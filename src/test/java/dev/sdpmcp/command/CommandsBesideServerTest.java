package dev.sdpmcp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.backup.GivenInstallation;
import dev.sdpmcp.persistence.DataFolderRequests;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands that the server runs for another process, and the restore of a backup that a command has written. */
@Tag("component")
class CommandsBesideServerTest {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @AfterEach
    void forget() {
        ConfigProviderResolver.setInstance(null);
    }

    private CommandResult ask(GivenInstallation server, GivenInstallation command, String name, String argument)
            throws Exception {
        try (Database database = server.open()) {
            CompletableFuture<CommandResult> asked = CompletableFuture.supplyAsync(() -> new ServerCommand(
                            name, Optional.of(argument).filter(text -> !text.isEmpty()), SILENCE)
                    .run(command.configuration()));
            DataFolderRequests requests = new DataFolderRequests(server.data(), name);
            while (!asked.isDone()) {
                requests.serve(text -> CommandRequestHandler.answer(
                        name, text, server.configuration(), database, server.backups(database)));
                Thread.sleep(20);
            }
            return asked.get();
        }
    }

    private GivenInstallation here() {
        return GivenInstallation.of(DatabaseKind.EMBEDDED, folder.resolve("here"));
    }

    @ParameterizedTest
    @CsvSource({
        "verify-audit,'',0,the chain is whole",
        "reencrypt,'',0,All 0 rows",
        "authorize,not-a-code!,1,This is not a code",
        "backup,'',0,backup written to"
    })
    void they_print_the_same_as_without_a_server(String name, String argument, int exitCode, String line)
            throws Exception {
        CommandResult result = ask(here(), here(), name, argument);

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
        assertThat(result.lines()).anyMatch(each -> each.contains(line));
        try (Stream<Path> files = Files.list(here().data())) {
            assertThat(files).noneMatch(file -> file.toString().matches(".*\\.(request|answer|unfinished)"));
        }
    }

    @Test
    void a_backup_is_delivered_to_the_file_named_by_the_command() throws Exception {
        Path wanted = folder.resolve("wanted.zip");

        CommandResult result = ask(here(), here(), "backup", wanted.toString());

        assertThat(result.lines()).singleElement().asString().contains("backup written to " + wanted);
        assertThat(wanted).exists();
        assertThat(here().data().resolve("backups")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "authorize,SDP_CLIENT_SECRET,another-secret,it has not been used",
        "reencrypt,SDP_ENCRYPTION_KEY,MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=,another SDP_ENCRYPTION_KEY"
    })
    void a_server_with_other_settings_refuses_the_command(String name, String setting, String value, String line)
            throws Exception {
        Map<String, String> other = new HashMap<>(here().values());
        other.put(setting, value);

        CommandResult result = ask(here(), GivenInstallation.of(other), name, "1000.0123abcd.4567ef89");

        assertThat(result.exitCode()).isEqualTo(CommandResult.FAILED);
        assertThat(result.lines()).singleElement().asString().contains(line).contains("Restart it");
    }

    @Test
    void a_process_that_does_not_answer_is_reported_with_the_exit_code_of_the_data_folder() {
        CommandResult result =
                new ServerCommand("verify-audit", Optional.empty(), Duration.ofMillis(300)).run(here().configuration());

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.lines()).singleElement().asString().contains("did not answer", "--verify-audit");
    }

    @ParameterizedTest
    @EnumSource
    void a_restore_needs_only_the_settings_of_its_target(DatabaseKind kind) throws Exception {
        GivenInstallation here = GivenInstallation.of(kind, folder.resolve("here"));
        Path file = folder.resolve("a.zip");
        assertThat(run("backup", file.toString(), here.values())).isZero();
        Map<String, String> few = new HashMap<>(Map.of("SDP_DATA_DIR", made("there")));
        GivenInstallation.of(kind, folder.resolve("there"))
                .configuration()
                .storage()
                .postgres()
                .ifPresent(postgres -> few.put("SDP_DB_NAME", postgres.database()));
        output.reset();

        assertThat(run("restore", file.toString(), few))
                .as(output.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(output.toString(StandardCharsets.UTF_8)).contains("the chain is whole", "restored.env");
    }

    @Test
    void a_file_that_is_not_a_backup_is_refused_and_nothing_is_created() throws Exception {
        Path file = Files.writeString(folder.resolve("a.zip"), "no backup");

        assertThat(run("restore", file.toString(), Map.of("SDP_DATA_DIR", made("there"))))
                .isEqualTo(1);

        assertThat(output.toString(StandardCharsets.UTF_8)).contains("cannot be restored");
        assertThat(folder.resolve("there")).isEmptyDirectory();
    }

    private String made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name)).toString();
    }

    private int run(String name, String argument, Map<String, String> values) {
        PrintStream printed = new PrintStream(output, true, StandardCharsets.UTF_8);
        return Commands.run(name, argument, values, printed, printed);
    }
}
