package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.endpoint.Submission.UnreadableException;
import org.authfilter.internal.web.Cookies;
import org.authfilter.internal.web.ErrorResponses;
import org.authfilter.internal.web.Page;
import org.authfilter.internal.web.RequestKind;
import org.authfilter.internal.web.Responses;
import org.authfilter.internal.web.Site;
import org.authfilter.internal.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One request below the path of the endpoints, with the ways to respond to it. Paths are as the browser sees them. To be
 * used by the thread of the request only.
 */
final class EndpointContext {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Site site;
    private final Responses responses;
    private final ErrorResponses errors;
    private @Nullable Submission submission;

    EndpointContext(
            HttpServletRequest request,
            HttpServletResponse response,
            Site site,
            Responses responses,
            ErrorResponses errors) {
        this.request = request;
        this.response = response;
        this.site = site;
        this.responses = responses;
        this.errors = errors;
    }

    /** The body of a call's successful response: where to send the browser. */
    public record Done(String url) {}

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    boolean isPost() {
        return request.getMethod().equals("POST");
    }

    /**
     * Finds the caller's HTTP session before a call to the issuer: another request of the browser may give it a new id
     * meanwhile, under which the container finds it no longer. Creates none.
     */
    void findSession() {
        request.getSession(false);
    }

    /** The address of the client as the server knows it; empty if it knows none. */
    String clientAddress() {
        return Objects.requireNonNullElse(request.getRemoteAddr(), "");
    }

    boolean isPage() {
        return RequestKind.of(request) == RequestKind.PAGE;
    }

    /**
     * Takes the fields from the body instead of the address. There are none if it can't be read.
     *
     * @throws UnreadableException if it can't be read
     */
    void readBody() throws UnreadableException {
        submission = Submission.NONE;
        submission = Submission.ofBody(request);
    }

    /** The fields that the client sent: those of the body after {@link #readBody}, those of the address before. */
    Submission submission() {
        Submission known = submission;
        if (known == null) {
            known = Submission.ofAddress(request);
            submission = known;
        }
        return known;
    }

    /** The page to go to afterwards; {@code null} if the client named none inside this application. */
    @Nullable
    String callbackUrl() {
        return site.callbackUrl(request, submission().get("callbackUrl"));
    }

    /** The page to go to afterwards, the application's root by default. */
    String callbackUrlOrRoot() {
        return orRoot(callbackUrl());
    }

    /** {@code path} if it is inside this application, otherwise the application's root. */
    String orRoot(@Nullable String path) {
        return site.callbackUrlOrRoot(request, path);
    }

    /** The path of an endpoint, for instance of {@code /session}. */
    String endpoint(String below) {
        return site.endpoint(request, below);
    }

    /** The absolute address of an endpoint. */
    String absoluteEndpoint(String below) {
        return site.absolute(request, endpoint(below));
    }

    Site site() {
        return site;
    }

    /** Redirects to a path of this application. */
    void redirect(String path) {
        responses.redirect(response, site.location(request, path));
    }

    /** Redirects to an address of a provider. */
    void redirectToProvider(String address) {
        responses.redirect(response, address);
    }

    /** Responds with a page of this application that leads on to {@code path} by itself. */
    void leadOn(String path) throws IOException {
        page(Page.leadingOnTo(texts(), path));
    }

    /** Sends the browser to a path of this application: redirects a page, tells a call the path. */
    void proceed(String path) throws IOException {
        if (isPage()) {
            redirect(path);
        } else {
            json(new Done(path));
        }
    }

    /** Sends the browser to an address of a provider: redirects a page, tells a call the address. */
    void proceedToProvider(String address) throws IOException {
        if (isPage()) {
            redirectToProvider(address);
        } else {
            json(new Done(address));
        }
    }

    void json(Object body) throws IOException {
        json(HttpServletResponse.SC_OK, body);
    }

    void json(int status, Object body) throws IOException {
        responses.json(response, status, body);
    }

    void noContent() {
        responses.noContent(response);
    }

    /** The texts for a page, in the language of the browser. */
    Texts texts() {
        return responses.texts(request);
    }

    void page(Page page) throws IOException {
        responses.page(response, HttpServletResponse.SC_OK, page);
    }

    /** Responds with an empty page that only {@code origin} may show in a frame. */
    void emptyFrame(String origin) throws IOException {
        responses.emptyFrame(response, origin);
    }

    /** Responds to a sign-in that failed: sends a page back to the sign-in page, refuses a call. */
    void fail(ErrorCode error) throws IOException {
        fail(error, Deadlines.RETRY_AFTER);
    }

    /** Does the same as {@link #fail(ErrorCode)}, with the {@code Retry-After} of a 503. */
    void fail(ErrorCode error, Duration retryAfter) throws IOException {
        if (isPage()) {
            backToSignIn(callbackUrl(), error);
        } else if (error == ErrorCode.CONFIGURATION || error == ErrorCode.TEMPORARILY_UNAVAILABLE) {
            serviceUnavailable(error, retryAfter);
        } else {
            int status = error == ErrorCode.CREDENTIALS_SIGNIN
                    ? HttpServletResponse.SC_UNAUTHORIZED
                    : HttpServletResponse.SC_BAD_REQUEST;
            problem(status, error);
        }
    }

    /** Redirects to the sign-in page, which shows the error. */
    void backToSignIn(@Nullable String callbackUrl, ErrorCode error) {
        redirect(site.signIn(request, site.callbackUrl(request, callbackUrl), error));
    }

    /** Refuses with a problem (RFC 9457). */
    void problem(int status, ErrorCode error) throws IOException {
        errors.problem(request, response, status, error);
    }

    /** Refuses with a status that has no code of its own. */
    void refuse(int status, String title) throws IOException {
        errors.plain(request, response, status, title);
    }

    /** Refuses with 403: the request has no same-origin proof. */
    void rejectCsrf() throws IOException {
        errors.csrfRejected(request, response);
    }

    /** Refuses with 503. */
    void serviceUnavailable(ErrorCode error, Duration retryAfter) throws IOException {
        errors.serviceUnavailable(request, response, error, retryAfter);
    }

    /** Refuses with 429: too many sign-ins have failed. */
    void tooManySignIns(Duration retryAfter) throws IOException {
        errors.tooManySignIns(request, response, retryAfter, callbackUrl());
    }

    /** Sets a cookie that only the endpoints below {@code below} get: HttpOnly, SameSite=Lax, Secure on an https site. */
    void setCookie(String name, String value, String below, Duration lifetime) {
        Cookies.set(response, name, value, endpoint(below), site.isSecure(request), lifetime);
    }
}
