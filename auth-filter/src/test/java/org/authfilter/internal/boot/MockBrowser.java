package org.authfilter.internal.boot;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.config.SettingsReader;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.MemoryLogoutStore;
import org.authfilter.internal.session.SingleNodeStore;
import org.authfilter.internal.throttle.MemorySignInThrottle;
import org.authfilter.internal.throttle.SignInAttempts;
import org.authfilter.internal.web.ContainerIdentity;
import org.authfilter.internal.web.Languages;
import org.authfilter.spi.LogoutStore;
import org.authfilter.spi.SharedStore;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.Query;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** A browser with one session, and an application that runs without a server. */
final class MockBrowser implements AutoCloseable {

    static final String CONTEXT = "/shop";

    private final Application application;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private MockHttpSession session;
    private MockFilterChain lastChain;
    private Servlet servlet;

    MockBrowser(FakeIssuer issuer, Clock clock, Map<String, String> settings) {
        this(issuer, clock, settings, ContainerIdentity.NONE);
    }

    /** A browser for an application in a container that is told the caller. */
    MockBrowser(FakeIssuer issuer, Clock clock, Map<String, String> settings, ContainerIdentity identity) {
        this(application(
                clock,
                new MemoryLogoutStore(clock),
                new SingleNodeStore(clock),
                identity,
                anyServer(),
                settings,
                shopOf(issuer)));
    }

    /** A browser for an application that keeps the list of sessions in {@code sessions}. */
    MockBrowser(FakeIssuer issuer, Clock clock, SharedStore sessions) {
        this(application(
                clock,
                new MemoryLogoutStore(clock),
                sessions,
                ContainerIdentity.NONE,
                anyServer(),
                Map.of(),
                shopOf(issuer)));
    }

    private static Map<String, String> shopOf(FakeIssuer issuer) {
        return Map.of(
                "provider.backend.type", "credentials",
                "provider.backend.login-url", issuer.loginUrl().toString(),
                "provider.backend.refresh-url", issuer.refreshUrl().toString(),
                "provider.backend.logout-url", issuer.logoutUrl().toString(),
                "public-paths", "/open/*");
    }

    /** The application, which serves all further requests. */
    @FunctionalInterface
    interface Served {
        void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** From now on {@code application} serves the requests that reach it. */
    void serve(Served application) {
        servlet = new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
                try {
                    application.serve(request, response);
                } catch (Exception failed) {
                    throw new ServletException(failed);
                }
            }
        };
    }

    /** Another browser for the application of an existing one. */
    MockBrowser(Application application) {
        this.application = application;
    }

    /** Another browser, without a session, for the same application. */
    MockBrowser another() {
        return new MockBrowser(application);
    }

    /** The same browser at another node of the cluster, which does not have the session of this one. */
    MockBrowser at(Application otherNode) {
        MockBrowser there = new MockBrowser(otherNode);
        there.cookies.putAll(cookies);
        return there;
    }

    /** The same browser at another start or node, which has the session of this one. */
    MockBrowser withSessionAt(Application other) {
        MockBrowser there = at(other);
        there.session = session;
        return there;
    }

    /** The cookies that the browser keeps, by their names. */
    Map<String, Cookie> cookies() {
        return cookies;
    }

    /** An application with the settings of both maps; those of {@code first} win. */
    static Application application(Clock clock, Map<String, String> first, Map<String, String> then) {
        return application(clock, new MemoryLogoutStore(clock), first, then);
    }

    /** An application that remembers logouts in {@code store}. */
    static Application application(
            Clock clock, LogoutStore store, Map<String, String> first, Map<String, String> then) {
        return application(clock, store, new SingleNodeStore(clock), ContainerIdentity.NONE, anyServer(), first, then);
    }

    /** One start of a server: its sessions may outlive it. */
    static Application startOf(String server, Clock clock, ContainerIdentity identity, Map<String, String> settings) {
        return application(
                clock, new MemoryLogoutStore(clock), new SingleNodeStore(clock), identity, server, settings, Map.of());
    }

    private static String anyServer() {
        return UUID.randomUUID().toString();
    }

    private static Application application(
            Clock clock,
            LogoutStore store,
            SharedStore sessions,
            ContainerIdentity identity,
            String server,
            Map<String, String> first,
            Map<String, String> then) {
        ConfigSources sources = new ConfigSources().initParams(first).initParams(then);
        Settings settings = SettingsReader.read(sources, name -> null);
        MemorySignInThrottle throttle =
                new MemorySignInThrottle(settings.refresh().tokenRequestTimeout(), clock);
        LogoutRegistry logouts = new LogoutRegistry(store, () -> Duration.ofDays(1), clock);
        ActiveSessions activeSessions =
                new ActiveSessions(sessions, logouts, () -> Duration.ofDays(1), settings.maxSessionsPerUser(), clock);
        return new Application(
                settings,
                logouts,
                new SignInAttempts(throttle, throttle, clock),
                activeSessions,
                identity,
                new Languages(settings.messages(), MockBrowser.class.getClassLoader()),
                null,
                clock,
                clock,
                server);
    }

    MockHttpServletResponse page(String path) throws Exception {
        MockHttpServletRequest request = request("GET", path);
        request.addHeader("Sec-Fetch-Mode", "navigate");
        return send(request);
    }

    MockHttpServletResponse call(String method, String path) throws Exception {
        return send(request(method, path));
    }

    MockHttpServletResponse signIn(String email, String password) throws Exception {
        MockHttpServletRequest request = request("POST", "/auth/signin/backend");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("email", email);
        request.addParameter("password", password);
        return send(request);
    }

    MockHttpServletRequest request(String method, String path) {
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        MockHttpServletRequest request = new UnguessableSession.Request(method, CONTEXT + plain);
        request.setContextPath(CONTEXT);
        request.setServletPath(plain);
        if (question >= 0) {
            request.setQueryString(path.substring(question + 1));
            for (String pair : path.substring(question + 1).split("&", -1)) {
                Query.decode(pair).forEach(request::addParameter);
            }
        }
        request.setCookies(cookies.values().toArray(new Cookie[0]));
        if (method.equals("POST")) {
            request.addHeader("Sec-Fetch-Site", "same-origin");
        }
        if (session != null && !session.isInvalid()) {
            request.setSession(session);
        }
        return request;
    }

    /** A form that a page of another site posts: only cookies that are SameSite=None come along. */
    MockHttpServletRequest crossSitePost(String path, String form) {
        MockHttpServletRequest request = new UnguessableSession.Request("POST", CONTEXT + path);
        request.setContextPath(CONTEXT);
        request.setServletPath(path);
        request.addHeader("Origin", "https://idp.example");
        request.addHeader("Sec-Fetch-Site", "cross-site");
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.setContentType("application/x-www-form-urlencoded");
        request.setContent(form.getBytes(StandardCharsets.UTF_8));
        request.setCookies(cookies.values().stream()
                .filter(cookie -> "None".equals(cookie.getAttribute("SameSite")))
                .toArray(Cookie[]::new));
        return request;
    }

    MockHttpServletResponse send(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        lastChain = servlet == null ? new MockFilterChain() : new MockFilterChain(servlet);
        application.guard().doFilter(request, response, lastChain);
        session = (MockHttpSession) request.getSession(false);
        request.getParameterMap().forEach((name, values) -> IssuedSecrets.addParams(Map.of(name, values[0])));
        for (Cookie cookie : response.getCookies()) {
            IssuedSecrets.add("cookie " + cookie.getName(), cookie.getValue());
            cookies.put(cookie.getName(), cookie);
            cookies.values().removeIf(kept -> kept.getMaxAge() == 0);
        }
        return response;
    }

    /** The filter of the application. */
    Filter filter() {
        return application.guard();
    }

    /** Whether the last request reached the application. */
    boolean reachedTheApplication() {
        return lastChain.getRequest() != null;
    }

    /** The request as the application saw it. */
    HttpServletRequest seenRequest() {
        return (HttpServletRequest) lastChain.getRequest();
    }

    /** The same browser, with its session and its cookies, at another node with the same provider. */
    MockBrowser atAnotherNode(FakeIssuer issuer, Clock clock) {
        return withSessionAt(new MockBrowser(issuer, clock, Map.of()).application);
    }

    /** The value of a cookie that the application has set. */
    String cookie(String name) {
        return cookies.get(name).getValue();
    }

    /** Loses a cookie, or gets it with another value. */
    void replaceCookie(String name, String value) {
        cookies.remove(name);
        if (value != null) {
            cookies.put(name, new Cookie(name, value));
        }
    }

    /** Sends the cookie of a session that it had before. */
    void remember(MockHttpSession former) {
        session = former;
    }

    MockHttpSession session() {
        return session;
    }

    static JsonObject json(MockHttpServletResponse response) throws Exception {
        return Json.createReader(new StringReader(response.getContentAsString()))
                .readObject();
    }

    @Override
    public void close() {
        application.close();
    }
}
