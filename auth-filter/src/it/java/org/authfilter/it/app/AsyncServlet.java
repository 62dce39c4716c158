package org.authfilter.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends the response on another thread than the one that takes the request. */
@WebServlet(urlPatterns = "/async", asyncSupported = true)
public class AsyncServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext later = request.startAsync(request, response);
        later.start(() -> respond(later));
    }

    private static void respond(AsyncContext later) {
        try {
            HttpServletRequest request = (HttpServletRequest) later.getRequest();
            later.getResponse().getWriter().print("later, to " + request.getRemoteUser());
            later.complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
