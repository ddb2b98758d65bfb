package dev.sdpmcp.command;

import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.util.List;

/** {@code --reencrypt}: brings what is stored under the current encryption key. */
final class ReencryptCommand implements Command {

    @Override
    public CommandResult run(CommandContext context) {
        try {
            return CommandResult.done(List.of(new StoredTokens(context.configuration(), context.database())
                    .reencrypt()
                    .sentence()));
        } catch (EncryptionRefused refused) {
            return CommandResult.failed(refused.getMessage());
        }
    }
}
