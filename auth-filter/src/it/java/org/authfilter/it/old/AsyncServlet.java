package org.authfilter.it.old;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Responds on another thread ({@code ?complete}) or after a dispatch to itself, both with the name of the caller. */
public class AsyncServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().print("dispatched for " + request.getRemoteUser());
        } else if ("complete".equals(request.getQueryString())) {
            AsyncContext async = request.startAsync(request, response);
            async.start(() -> complete(async));
        } else {
            AsyncContext async = request.startAsync();
            async.start(async::dispatch);
        }
    }

    private static void complete(AsyncContext async) {
        try {
            HttpServletRequest request = (HttpServletRequest) async.getRequest();
            async.getResponse().getWriter().print("completed for " + request.getRemoteUser());
            async.complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
