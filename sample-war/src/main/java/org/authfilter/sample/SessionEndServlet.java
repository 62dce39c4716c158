package org.authfilter.sample;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.authfilter.AuthSession;

/** A stream of events that tells an open page when its session is ended from another device. The browser reconnects. */
@WebServlet(urlPatterns = "/session-end", asyncSupported = true)
public class SessionEndServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Inject
    private transient AuthSession session;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        response.flushBuffer();
        AsyncContext stream = request.startAsync();
        stream.setTimeout(LIFETIME.toMillis());
        Runnable removal = session.onEnd(() -> end(stream));
        stream.addListener(new Removal(removal));
    }

    private static void end(AsyncContext stream) {
        try {
            stream.getResponse().getOutputStream().print("event: ended\ndata: -\n\n");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            stream.complete();
        }
    }

    /** Removes the listener when the stream is over. */
    private record Removal(Runnable removal) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            removal.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            removal.run();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // The stream starts once.
        }
    }
}
