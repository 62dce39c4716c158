package org.authfilter.internal.session;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves the session as another version of the jar would have written it: with members more, and members less. It is in this
 * package because other versions set values of the same class.
 */
@WebServlet("/other-version")
public class OtherVersionServlet extends HttpServlet {

    @Override
    @SuppressWarnings("unchecked")
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        Map<String, Serializable> members =
                new HashMap<>((Map<String, Serializable>) session.getAttribute(ContainerSession.ATTRIBUTE));
        members.put("memberOfALaterVersion", "text");
        members.put("listOfALaterVersion", (Serializable) List.of(1L, 2L));
        members.remove("keeper");
        members.remove("email");
        session.setAttribute(ContainerSession.ATTRIBUTE, AttributeValues.of(session, Map.copyOf(members)));
    }
}
