package dev.sdpmcp.command;

import dev.sdpmcp.upstream.oauth.Authorization;

/** {@code --authorize CODE}: exchanges a self-client code of Zoho and keeps the refresh token. */
final class AuthorizeCommand implements Command {

    @Override
    public CommandResult run(CommandContext context) {
        try {
            return CommandResult.done(new Authorization(context.configuration(), context.database())
                    .authorize(context.argument().orElseThrow())
                    .sentences());
        } catch (Authorization.Refused refused) {
            return CommandResult.failed(refused.getMessage());
        }
    }
}
