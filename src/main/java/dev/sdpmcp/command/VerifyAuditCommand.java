package dev.sdpmcp.command;

import dev.sdpmcp.audit.AuditCheck;
import dev.sdpmcp.audit.chain.ChainReport;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code --verify-audit}: reads the whole audit trail and says where its chain breaks first. */
final class VerifyAuditCommand implements Command {

    @Override
    public CommandResult run(CommandContext context) {
        return verify(context.configuration(), context.database());
    }

    static CommandResult verify(ServerConfiguration configuration, Database database) {
        try {
            ChainReport report =
                    AuditCheck.of(configuration.storage(), configuration.audit().acceptedBreak(), database);
            List<String> lines = new ArrayList<>(report.lines());
            long waiting = AuditCheck.waitingBytes(configuration.storage());
            if (waiting > 0) {
                lines.add(waiting + " bytes of rows wait in files of the data folder; a server adds them to the"
                        + " trail when it starts, or when its database is back");
            }
            return new CommandResult(
                    report.isIntact() ? CommandResult.DONE : CommandResult.FAILED, Optional.empty(), lines);
        } catch (IOException unreadable) {
            return CommandResult.failed("The key of the seal, or what waits in the data folder, cannot be read ("
                    + unreadable.getMessage() + ").");
        }
    }
}
