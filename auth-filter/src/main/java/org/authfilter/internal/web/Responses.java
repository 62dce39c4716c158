package org.authfilter.internal.web;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** Writes the responses of the library. No cache may store them. */
public final class Responses {

    private static final Logger LOG = System.getLogger("org.authfilter.web");

    private final Jsonb jsonb = JsonbBuilder.create();
    private final Languages languages;

    public Responses(Languages languages) {
        this.languages = languages;
    }

    /** The texts for a page, in the language of the browser. */
    public Texts texts(HttpServletRequest request) {
        return languages.texts(request);
    }

    /** Writes {@code body} as JSON. */
    public void json(HttpServletResponse response, int status, Object body) throws IOException {
        write(response, status, "application/json", jsonb.toJson(body));
    }

    /** Writes a problem (RFC 9457). */
    void problem(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem.status(), "application/problem+json", jsonb.toJson(problem));
    }

    /** Writes a page. */
    public void page(HttpServletResponse response, int status, Page page) throws IOException {
        response.setHeader("Content-Security-Policy", page.contentSecurityPolicy());
        response.setHeader("Referrer-Policy", "same-origin");
        write(response, status, "text/html", page.html());
    }

    /** Writes an empty page that only {@code origin} may show in a frame. */
    public void emptyFrame(HttpServletResponse response, String origin) throws IOException {
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors " + origin);
        response.setHeader("Referrer-Policy", "same-origin");
        write(response, HttpServletResponse.SC_OK, "text/html", "<!DOCTYPE html><title>Signed out</title>");
    }

    /** Redirects the browser, which then sends a GET (303). */
    public void redirect(HttpServletResponse response, String location) {
        noStore(response);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    /** Responds with 204. */
    public void noContent(HttpServletResponse response) {
        noStore(response);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Makes the script of Jakarta Faces open another page (Jakarta Faces 4.0, section 13.3.3). */
    void partialRedirect(HttpServletResponse response, String location) throws IOException {
        String redirect = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<partial-response><redirect url=\""
                + Page.escape(location) + "\"/></partial-response>\n";
        write(response, HttpServletResponse.SC_OK, "text/xml", redirect);
    }

    private static void write(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        noStore(response);
        response.setStatus(status);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void noStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
    }

    /** Closes the JSON binding and the languages. */
    public void close() {
        languages.close();
        try {
            jsonb.close();
        } catch (Exception failed) {
            LOG.log(Level.DEBUG, "The JSON binding could not be closed", failed);
        }
    }
}
