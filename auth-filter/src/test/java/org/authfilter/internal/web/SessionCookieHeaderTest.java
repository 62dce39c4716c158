package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** The attributes of the session cookie on servers that leave some out. */
class SessionCookieHeaderTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | JSESSIONID=a; Path=/shop         | JSESSIONID=a; Path=/shop; SameSite=Lax",
                "true  | JSESSIONID=a                     | JSESSIONID=a; Secure; SameSite=Lax",
                "true  | JSESSIONID=a; Secure; HttpOnly   | JSESSIONID=a; Secure; HttpOnly; SameSite=Lax",
                "true  | JSESSIONID=a; SameSite=Strict    | JSESSIONID=a; Secure; SameSite=Strict",
                "true  | JSESSIONID=a; Secure; SameSite=X | JSESSIONID=a; Secure; SameSite=X",
                "true  | other=JSESSIONID                 | other=JSESSIONID",
            })
    void missing_attributes_are_added(boolean isSecure, String sent, String completed) {
        request.setSecure(isSecure);
        request.getServletContext().getSessionCookieConfig().setAttribute("SameSite", "Lax");
        response.addHeader("Set-Cookie", "first=1");
        response.addHeader("Set-Cookie", sent);
        response.addHeader("Set-Cookie", "last=1");

        SessionCookieHeader.complete(request, response);

        assertThat(response.getHeaders("Set-Cookie")).containsExactly("first=1", completed, "last=1");
    }

    @Test
    void a_session_that_the_application_starts_completes_the_cookie_at_once() {
        request.setSecure(true);
        response.addHeader("Set-Cookie", "JSESSIONID=a");

        var unused = new SessionStartingRequest(request, response).getSession();

        assertThat(response.getHeaders("Set-Cookie")).containsExactly("JSESSIONID=a; Secure");
    }

    @Test
    void a_session_that_the_server_starts_completes_the_cookie_with_its_first_attribute() {
        request.setSecure(true);
        MockHttpSession session = (MockHttpSession) request.getSession();
        HttpSessionBindingEvent added = new HttpSessionBindingEvent(session, "bean");
        SessionCookieListener listener = new SessionCookieListener();
        response.addHeader("Set-Cookie", "JSESSIONID=a");

        listener.attributeAdded(added);
        assertThat(response.getHeaders("Set-Cookie")).containsExactly("JSESSIONID=a");

        SessionCookieListener.begin(request, response);
        listener.attributeAdded(added);
        SessionCookieListener.end();
        assertThat(response.getHeaders("Set-Cookie")).containsExactly("JSESSIONID=a; Secure");
    }
}
