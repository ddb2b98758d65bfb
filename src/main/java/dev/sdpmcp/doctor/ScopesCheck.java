package dev.sdpmcp.doctor;

import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.GrantedScopes;
import dev.sdpmcp.upstream.oauth.Toolset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which tools can work: by the scopes that Zoho said it granted, where it did, otherwise by reading one row of each module. One
 * ticket is read in any case, which shows that the instance is there and takes the token. Each call is within the budget.
 */
final class ScopesCheck implements Check {

    static final String NAME = "scopes";

    private static final String ADD_SCOPES =
            "Make a code with the self client for %s and what you have, and run ./start-sse.sh --authorize CODE.";

    private final Supplier<HelpDesk> desk;
    private final Supplier<Optional<GrantedScopes>> granted;

    ScopesCheck(Supplier<HelpDesk> desk, Supplier<Optional<GrantedScopes>> granted) {
        this.desk = desk;
        this.granted = granted;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(CredentialsCheck.NAME);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(60);
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        Optional<Finding> refusal = sampled(Toolset.REQUESTS);
        if (refusal.isPresent() && !refusal.get().equals(missing(Toolset.REQUESTS))) {
            // not about scopes: the others would fare the same
            return List.of(refusal.get());
        }
        Optional<GrantedScopes> scopes = granted.get();
        findings.add(refusal.orElseGet(() -> allowed(Toolset.REQUESTS, scopes)));
        for (Toolset toolset : EnumSet.complementOf(EnumSet.of(Toolset.REQUESTS))) {
            Optional<Finding> other = scopes.isPresent() ? Optional.empty() : sampled(toolset);
            findings.add(other.orElseGet(() -> allowed(toolset, scopes)));
        }
        return findings;
    }

    private static Finding allowed(Toolset toolset, Optional<GrantedScopes> scopes) {
        return scopes.map(known -> byScopes(toolset, known))
                .orElseGet(() -> Finding.ok(
                        toolset.meaning() + ": can be read" + (toolset.changes() ? "; changes were not tried" : "")));
    }

    /** What is wrong with reading one row; empty if nothing is. */
    private Optional<Finding> sampled(Toolset toolset) {
        try {
            desk.get().list(sample(toolset), ListQuery.first(1));
            return Optional.empty();
        } catch (UpstreamFailure.Unauthorised refused) {
            return Optional.of(
                    refused.isAboutToken() ? Finding.of(Outcome.FAIL, refused.getMessage()) : missing(toolset));
        } catch (UpstreamFailure.Throttled busy) {
            return Optional.of(Finding.of(Outcome.WARN, busy.getMessage()));
        } catch (UpstreamFailure.NotFound none) {
            return Optional.of(
                    toolset == Toolset.REQUESTS
                            ? Finding.fail(
                                    none.getMessage(),
                                    "Check SDP_INSTANCE_NAME (the INSTANCE of https://HOST/app/INSTANCE) and SDP_BASE_URL.")
                            : Finding.warn(toolset.meaning() + ": this edition has none", "Do without these tools."));
        } catch (UpstreamFailure failed) {
            return Optional.of(Finding.of(Outcome.FAIL, failed.getMessage()));
        }
    }

    private static ResourceType sample(Toolset toolset) {
        return switch (toolset) {
            case REQUESTS -> ResourceType.atRoot("request", "requests", toolset.module());
            case SETUP -> ResourceType.atRoot("priority", "priorities", toolset.module());
            case TECHNICIANS -> ResourceType.atRoot("technician", "technicians", toolset.module());
            case USERS -> ResourceType.atRoot("user", "users", toolset.module());
        };
    }

    private static Finding byScopes(Toolset toolset, GrantedScopes scopes) {
        if (scopes.allowAllOf(toolset)) {
            return Finding.ok(toolset.meaning() + ": allowed");
        }
        return scopes.allowReading(toolset)
                ? Finding.warn(
                        toolset.meaning() + ": can be read and not changed", ADD_SCOPES.formatted(toolset.scope()))
                : missing(toolset);
    }

    private static Finding missing(Toolset toolset) {
        return new Finding(
                toolset == Toolset.REQUESTS ? Outcome.FAIL : Outcome.WARN,
                toolset.meaning() + ": cannot work, the scope " + toolset.scope() + " is missing",
                ADD_SCOPES.formatted(toolset.scope()));
    }
}
