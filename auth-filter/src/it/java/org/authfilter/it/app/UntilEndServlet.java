package org.authfilter.it.app;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.authfilter.AuthSession;

/** A stream of lines that lasts until the session of its user ends. */
@WebServlet(urlPatterns = "/until-end", asyncSupported = true)
public class UntilEndServlet extends HttpServlet {

    private static final long LONGEST_MILLIS = 60_000;

    @Inject
    AuthSession session;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        AsyncContext stream = request.startAsync();
        stream.setTimeout(LONGEST_MILLIS);
        session.onEnd(() -> {
            write(response, "ended");
            stream.complete();
        });
        write(response, "open");
    }

    private static void write(HttpServletResponse response, String line) {
        try {
            response.getWriter().println(line);
            response.flushBuffer();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
