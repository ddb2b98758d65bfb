package dev.sdpmcp.command;

import dev.sdpmcp.backup.Backups;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.DataFolderRequestHandler;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/** Runs commands of other processes in the running server, with its database and settings. Thread-safe. */
@ApplicationScoped
public class CommandRequestHandler implements DataFolderRequestHandler {

    private static final Logger LOG = System.getLogger(CommandRequestHandler.class.getName());

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private Database database;

    @Inject
    private Backups backups;

    @Override
    public Set<String> kinds() {
        return Command.names();
    }

    @Override
    public String answer(String kind, String request) {
        return answer(kind, request, configuration, database, backups);
    }

    static String answer(
            String kind, String request, ServerConfiguration configuration, Database database, Backups backups) {
        CommandResult result;
        try {
            ServerRequest asked = ServerRequest.parse(request);
            Optional<String> argument = Optional.of(asked.argument()).filter(text -> !text.isEmpty());
            Command.Context context = new Command.Context(configuration, database, backups, argument);
            result = asked.objection(kind, configuration)
                    .map(CommandResult::failed)
                    .orElseGet(() -> Command.named(kind).run(context));
        } catch (DatabaseUnavailable away) {
            result = CommandResult.failed("The database of the running server does not answer now; see its log.");
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "the command --{0} failed: {1}", kind, ExceptionSummary.inOneLine(fault));
            result = CommandResult.failed("The command failed in the running server; its log has the reason.");
        }
        LOG.log(Level.INFO, "command --{0} was run for an operator, exit code {1}", kind, result.exitCode());
        return result.text();
    }
}
