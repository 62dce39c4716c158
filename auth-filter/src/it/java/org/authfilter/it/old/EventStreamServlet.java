package org.authfilter.it.old;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends one server-sent event at once, and the last one after a POST. */
public class EventStreamServlet extends HttpServlet {

    private final CountDownLatch posted = new CountDownLatch(1);

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        posted.countDown();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/event-stream");
        response.getWriter().print("data: first for " + request.getRemoteUser() + "\n\n");
        response.flushBuffer();
        try {
            boolean inTime = posted.await(20, TimeUnit.SECONDS);
            response.getWriter().print("data: last, posted=" + inTime + "\n\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServletException(e);
        }
    }
}
