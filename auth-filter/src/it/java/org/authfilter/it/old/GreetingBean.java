package org.authfilter.it.old;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

/** The bean behind {@code greeting.xhtml}. */
@Named("greeting")
@RequestScoped
public class GreetingBean {

    private String word = "";

    public String getWord() {
        return word;
    }

    public void setWord(String word) {
        this.word = word;
    }

    /** What Faces tells of the caller. */
    public String getCaller() {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        return external.getRemoteUser() + " user=" + external.isUserInRole("user") + " admin="
                + external.isUserInRole("admin");
    }

    public String greet() {
        return null;
    }

    public String signOut() throws ServletException {
        ((HttpServletRequest)
                        FacesContext.getCurrentInstance().getExternalContext().getRequest())
                .logout();
        return "/login.xhtml?faces-redirect=true";
    }
}
