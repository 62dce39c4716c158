package org.authfilter.it.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps something in the session of anonymous callers, as shops do. */
@WebServlet("/public/basket")
public class BasketServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object basket = request.getSession().getAttribute("basket");
        request.getSession().setAttribute("basket", "an apple");
        response.getWriter().print("basket=" + basket);
    }
}
