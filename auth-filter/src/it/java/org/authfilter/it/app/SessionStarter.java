package org.authfilter.it.app;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;

/** Starts sessions in several ways, commits the response at once, and ends sessions. */
@WebServlet({"/public/start/servlet", "/public/start/bean", "/leave"})
public class SessionStarter extends HttpServlet {

    @Inject
    Visits visits;

    /** Starts a session as soon as it is called. */
    @SessionScoped
    public static class Visits implements Serializable {

        private static final long serialVersionUID = 1;

        private int count;

        public int count() {
            return ++count;
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getServletPath()) {
            case "/public/start/servlet" -> request.getSession().setAttribute("visits", 1);
            case "/public/start/bean" -> visits.count();
            default -> leave(request);
        }
        response.getWriter().print("x".repeat(100_000));
        response.flushBuffer();
    }

    private static void leave(HttpServletRequest request) throws ServletException {
        HttpSession session = request.getSession();
        request.logout();
        session.invalidate();
    }
}
