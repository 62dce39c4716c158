package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.Settings;
import org.jspecify.annotations.Nullable;

/** The addresses of the application as the browser sees them: its origin, its root and the endpoints. */
public final class Site {

    private static final Logger LOG = System.getLogger("org.authfilter.web");

    private static final Pattern SESSION_ID = Pattern.compile("(?i);jsessionid=[^;/]*");

    private final @Nullable URI baseUrl;
    private final String path;
    private final @Nullable String signInPage;
    private final AtomicBoolean warned = new AtomicBoolean();

    public Site(Settings settings) {
        this.baseUrl = settings.baseUrl();
        this.path = settings.path();
        this.signInPage = settings.signInPage();
    }

    /** The path of the application's root, percent-encoded, without a trailing slash. */
    public String root(HttpServletRequest request) {
        return baseUrl == null ? PercentEncoding.encodeContextPath(request.getContextPath()) : baseUrl.getRawPath();
    }

    /** The path of an endpoint, such as {@code /session}, as the browser sees it. */
    public String endpoint(HttpServletRequest request, String below) {
        return root(request) + path + below;
    }

    /** The value of {@code Location} for a path as the browser sees it. */
    public String location(HttpServletRequest request, String browserPath) {
        return baseUrl == null ? browserPath : origin(request) + browserPath;
    }

    /** The absolute address of a path as the browser sees it, for a provider that redirects the browser back. */
    public String absolute(HttpServletRequest request, String browserPath) {
        return origin(request) + browserPath;
    }

    /** The path of the sign-in page: the application's own or the built-in one. */
    public String signIn(HttpServletRequest request) {
        return signInPage == null ? endpoint(request, "/signin") : root(request) + signInPage;
    }

    /** The path of the sign-in page with its parameters {@code callbackUrl} and {@code error}. */
    public String signIn(HttpServletRequest request, @Nullable String callbackUrl, @Nullable ErrorCode error) {
        StringBuilder address = new StringBuilder(signIn(request));
        char separator = '?';
        if (callbackUrl != null) {
            address.append(separator).append("callbackUrl=").append(encode(callbackUrl));
            separator = '&';
        }
        if (error != null) {
            address.append(separator).append("error=").append(error.code());
        }
        return address.toString();
    }

    public boolean hasOwnSignInPage() {
        return signInPage != null;
    }

    /** Whether the path is the application's own sign-in page, which is always public. */
    boolean isSignInPage(RequestPath path) {
        return path.served().equals(signInPage);
    }

    /** {@code callbackUrl} if it leads into this application; {@code null} otherwise. */
    public @Nullable String callbackUrl(HttpServletRequest request, @Nullable String given) {
        return given == null
                ? null
                : CallbackUrl.parse(given, root(request), origin(request)).orElse(null);
    }

    /** {@code callbackUrl} if it leads into this application; the application's root otherwise. */
    public String callbackUrlOrRoot(HttpServletRequest request, @Nullable String given) {
        String accepted = callbackUrl(request, given);
        return accepted == null ? root(request) + "/" : accepted;
    }

    /** The path and query of a request as the browser sees them; {@code null} if they can't be a callbackUrl. */
    public @Nullable String addressOf(HttpServletRequest request) {
        String uri = SESSION_ID.matcher(request.getRequestURI()).replaceAll("");
        String below = RootPath.below(request.getContextPath(), uri);
        String query = request.getQueryString();
        return below == null ? null : callbackUrl(request, root(request) + below + (query == null ? "" : "?" + query));
    }

    public boolean isSecure(HttpServletRequest request) {
        return origin(request).isSecure();
    }

    /** That of {@code base-url}, or the one that the request was sent to. {@code X-Forwarded-*} is never read. */
    Origin origin(HttpServletRequest request) {
        if (baseUrl != null) {
            return Origin.parse(baseUrl.toString()).orElseThrow();
        }
        Origin seen = Origin.of(request.getScheme(), request.getServerName(), request.getServerPort());
        if (!seen.isLocal() && warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "The address of this application is taken from the Host header: {0}. Set base-url to fix it",
                    seen);
        }
        return seen;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
