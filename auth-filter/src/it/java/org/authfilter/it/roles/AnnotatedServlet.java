package org.authfilter.it.roles;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Users read, admins write. */
@WebServlet("/annotated")
@ServletSecurity(
        value = @HttpConstraint(rolesAllowed = "user"),
        httpMethodConstraints = @HttpMethodConstraint(value = "POST", rolesAllowed = "admin"))
public class AnnotatedServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(request.getMethod() + " of " + request.getRemoteUser());
    }
}
