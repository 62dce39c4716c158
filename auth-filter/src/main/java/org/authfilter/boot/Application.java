package org.authfilter.boot;

import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.cdi.CdiEvents;
import org.authfilter.client.RestEasyListenerCache;
import org.authfilter.config.CredentialsSettings;
import org.authfilter.config.OidcSettings;
import org.authfilter.config.ProviderSettings;
import org.authfilter.config.Settings;
import org.authfilter.endpoint.EndpointParts;
import org.authfilter.endpoint.Endpoints;
import org.authfilter.endpoint.Providers;
import org.authfilter.provider.TokenProvider;
import org.authfilter.provider.credentials.CredentialsTokenProvider;
import org.authfilter.provider.http.BackChannel;
import org.authfilter.provider.oidc.OidcTokenProvider;
import org.authfilter.refresh.Endings;
import org.authfilter.refresh.FreshTokens;
import org.authfilter.session.Logouts;
import org.authfilter.session.SessionLimits;
import org.authfilter.session.Sessions;
import org.authfilter.throttle.SignInAttempts;
import org.authfilter.web.Admission;
import org.authfilter.web.Answers;
import org.authfilter.web.Refusals;
import org.authfilter.web.RequestGuard;
import org.authfilter.web.SameOrigin;
import org.authfilter.web.Site;

/** The one place that wires the parts of an application. */
final class Application implements AutoCloseable {

    private final BackChannel backChannel;
    private final Answers answers = new Answers();
    private final FreshTokens freshTokens;
    private final RequestGuard guard;

    Application(Settings settings, Logouts logouts, SignInAttempts attempts, Clock clock) {
        Settings.Refresh refresh = settings.refresh();
        Consumer<Object> events = events();
        backChannel = new BackChannel(refresh.connectTimeout(), refresh.tokenRequestTimeout(), clock);
        Providers providers = providers(settings, clock);
        Map<String, TokenProvider> providersByName = Stream.of(providers.credentials(), providers.oidc())
                .flatMap(List::stream)
                .collect(Collectors.toMap(TokenProvider::name, Function.identity()));
        freshTokens = new FreshTokens(providersByName, refresh, clock, events);
        SessionLimits limits = new SessionLimits(settings.idleTimeout(), settings.sessionMaxAge(), logouts, clock);
        Sessions sessions = new Sessions(settings.sessionEnd(), limits);
        Admission admission = new Admission(freshTokens);
        Site site = new Site(settings);
        Refusals refusals = new Refusals(site, answers);
        Endpoints endpoints = new Endpoints(new EndpointParts(
                settings,
                providers,
                sessions,
                logouts,
                attempts,
                admission,
                freshTokens,
                site,
                new SameOrigin(site),
                answers,
                refusals,
                events,
                clock));
        guard = new RequestGuard(settings, site, endpoints, sessions, admission, freshTokens, refusals);
    }

    private Providers providers(Settings settings, Clock clock) {
        List<CredentialsTokenProvider> credentials = new ArrayList<>();
        List<OidcTokenProvider> oidc = new ArrayList<>();
        for (ProviderSettings provider : settings.providers()) {
            if (provider instanceof OidcSettings openId) {
                oidc.add(new OidcTokenProvider(openId, backChannel, settings.clockSkew(), clock));
            } else {
                credentials.add(new CredentialsTokenProvider(
                        (CredentialsSettings) provider, backChannel, settings.clockSkew(), clock));
            }
        }
        return new Providers(List.copyOf(credentials), List.copyOf(oidc));
    }

    Filter guard() {
        return guard;
    }

    Endings endings() {
        return freshTokens.endings();
    }

    private static Consumer<Object> events() {
        try {
            return new CdiEvents();
        } catch (LinkageError serverWithoutCdi) {
            return event -> {};
        }
    }

    @Override
    public void close() {
        backChannel.close();
        answers.close();
        RestEasyListenerCache.forgetThisApplication();
    }
}
