package org.authfilter.it.cluster;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.it.Await;
import org.authfilter.it.Browser;
import org.authfilter.it.HttpResponses;

/** A user who is signed in to an application of the cluster and requests orders, which the API sends for a token. */
final class Caller {

    private final String name;
    private final Browser browser;
    private final Instant signedIn;
    private final Instant expiry;

    private Caller(String name, Browser browser, Instant signedIn, Instant expiry) {
        this.name = name;
        this.browser = browser;
        this.signedIn = signedIn;
        this.expiry = expiry;
    }

    static Caller signIn(String application, String name, String origin) {
        Browser browser = new Browser(origin, application);
        HttpResponse<String> signedIn = browser.signIn(name + "@example.org");
        if (signedIn.statusCode() != 303) {
            throw new AssertionError(HttpResponses.describe(signedIn));
        }
        Object expiresAt = HttpResponses.json(browser.call("/auth/session")).get("expiresAt");
        return new Caller(application + "/" + name, browser, Instant.now(), Instant.parse(String.valueOf(expiresAt)));
    }

    /** Whether the access token of the sign-in has more than {@code time} to live. */
    boolean livesLongerThan(Duration time) {
        return Instant.now().plus(time).isBefore(expiry);
    }

    /** Returns when less than half of the token's life is left, which is the margin of a short one. */
    void awaitMargin() {
        Await.until(signedIn.plus(Duration.between(signedIn, expiry).dividedBy(2)));
    }

    void awaitExpiry() {
        Await.until(expiry);
    }

    void isServedBy(String origin) {
        browser.isServedBy(origin);
    }

    /** The number of the access token with which the API lists orders; empty if the caller gets none. */
    Optional<String> token() {
        HttpResponse<String> response = browser.call("/rest/orders");
        return response.statusCode() == 200
                ? Optional.of(String.valueOf(HttpResponses.json(response).get("token")))
                : Optional.empty();
    }

    /** Asks for orders, and cares for no response: it may never come. */
    void askInVain() {
        var unused = CompletableFuture.runAsync(this::token);
    }

    /** Refreshes the token set, whatever its expiry. */
    void refresh() {
        post("/auth/session");
    }

    HttpResponse<String> post(String path) {
        return browser.post(path, "{}");
    }

    HttpResponse<String> call(String path) {
        return browser.call(path);
    }

    /** Loses the key of the session. */
    void forgetKey() {
        browser.forgetCookie("auth-filter-key");
    }

    @Override
    public String toString() {
        return name;
    }
}
