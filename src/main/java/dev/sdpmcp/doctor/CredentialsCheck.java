package dev.sdpmcp.doctor;

import dev.sdpmcp.config.UpstreamSettings;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether there is an access token, or Zoho gives one for the configured credentials. */
final class CredentialsCheck implements Check {

    static final String NAME = "credentials";

    private final Supplier<UpstreamSettings> settings;
    private final Supplier<Optional<? extends AccessTokenSource>> tokens;
    private final Function<AccessTokenSource, String> origin;

    /**
     * @param tokens empty if they cannot be looked at, since the database that holds them cannot be opened
     * @param origin says of tokens that gave one where it came from
     */
    CredentialsCheck(
            Supplier<UpstreamSettings> settings,
            Supplier<Optional<? extends AccessTokenSource>> tokens,
            Function<AccessTokenSource, String> origin) {
        this.settings = settings;
        this.tokens = tokens;
        this.origin = origin;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME, DatabaseCheck.NAME, UpstreamCheck.NAME);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(60);
    }

    @Override
    public List<Finding> examine() {
        Optional<? extends AccessTokenSource> found = tokens.get();
        if (found.isEmpty()) {
            return List.of(Finding.skip("the database, which may hold a token, cannot be opened as it is now"));
        }
        AccessTokenSource source = found.get();
        try {
            source.current();
            return List.of(Finding.ok(origin.apply(source)));
        } catch (UpstreamFailure.Throttled throttled) {
            return List.of(Finding.of(Outcome.WARN, throttled.getMessage()));
        } catch (UpstreamFailure refused) {
            return List.of(withDataCentre(Finding.of(Outcome.FAIL, refused.getMessage())));
        }
    }

    /** What belongs to another data centre is refused with the same words as what is wrong. */
    private Finding withDataCentre(Finding finding) {
        boolean ambiguous = finding.finding().contains("(invalid_client)")
                || finding.finding().contains("(invalid_code)");
        if (!ambiguous || finding.mend() == null) {
            return finding;
        }
        return new Finding(
                finding.outcome(),
                finding.finding(),
                finding.mend() + ". A client of another data centre is refused with the same words; now "
                        + settings.get().oauth().accounts().getHost() + " is asked (SDP_DATA_CENTER)");
    }
}
