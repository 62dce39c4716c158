package org.authfilter.boot;

import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.authfilter.cdi.CdiEvents;
import org.authfilter.client.RestEasyListenerCache;
import org.authfilter.config.CredentialsSettings;
import org.authfilter.config.Settings;
import org.authfilter.endpoint.EndpointParts;
import org.authfilter.endpoint.Endpoints;
import org.authfilter.provider.credentials.CredentialsTokenProvider;
import org.authfilter.provider.http.BackChannel;
import org.authfilter.refresh.Endings;
import org.authfilter.refresh.FreshTokens;
import org.authfilter.session.Sessions;
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

    Application(Settings settings, Clock clock) {
        Settings.Refresh refresh = settings.refresh();
        Consumer<Object> events = events();
        backChannel = new BackChannel(refresh.connectTimeout(), refresh.tokenRequestTimeout(), clock);
        List<CredentialsTokenProvider> providers = settings.providers().stream()
                .map(CredentialsSettings.class::cast)
                .map(provider -> new CredentialsTokenProvider(provider, backChannel, settings.clockSkew(), clock))
                .toList();
        Map<String, CredentialsTokenProvider> providersByName =
                providers.stream().collect(Collectors.toMap(CredentialsTokenProvider::name, Function.identity()));
        freshTokens = new FreshTokens(providersByName, refresh, clock, events);
        Sessions sessions = new Sessions(settings.sessionEnd(), settings.idleTimeout());
        Admission admission = new Admission(settings, freshTokens, clock);
        Site site = new Site(settings);
        Refusals refusals = new Refusals(site, answers);
        Endpoints endpoints = new Endpoints(new EndpointParts(
                settings,
                providers,
                sessions,
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
