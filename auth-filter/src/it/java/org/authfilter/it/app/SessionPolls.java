package org.authfilter.it.app;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests for {@code /auth/session}, which no servlet of the application sees, and tells the number. */
@WebListener
@WebServlet("/open/polls")
public class SessionPolls extends HttpServlet implements ServletRequestListener {

    private static final AtomicInteger POLLS = new AtomicInteger();

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (event.getServletRequest() instanceof HttpServletRequest request
                && request.getRequestURI().endsWith("/auth/session")) {
            POLLS.incrementAndGet();
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(POLLS.get());
    }
}
