package org.authfilter.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.authfilter.it.faults.Clients.Responded;
import org.authfilter.it.faults.FaultTable.Moment;

/**
 * What one fault did.
 *
 * @param isBeforeExpiry whether all tokens were valid until the last response had come
 * @param issuerCalls refreshes that reached the issuer during the fault
 * @param atOnce the most of them at the same time, those of the recovery included
 * @param afterwards the response for each session after the fault
 */
record FaultRow(
        RefreshFault fault,
        Moment moment,
        List<Responded> pages,
        List<Responded> calls,
        List<Responded> open,
        boolean isBeforeExpiry,
        int issuerCalls,
        int atOnce,
        List<Responded> afterwards) {

    static final String HEAD = "| fault | token | page | call | public path | longest wait | calls of the issuer"
            + " | at once | afterwards |\n|---|---|---|---|---|---|---|---|---|";

    private static final int MAX_CALLS = 16;

    /** What must not be, in words; empty if all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!onlyStatuses(open, 200)) {
            problems.add("the public path is not served");
        }
        if (atOnce > MAX_CALLS) {
            problems.add("more than " + MAX_CALLS + " calls at the same time");
        }
        if (!fault.losesSession()) {
            if (!onlyStatuses(guarded(), 200, 503)) {
                problems.add("neither 200 nor 503");
            }
            if (alive() < afterwards.size()) {
                problems.add("sessions lost");
            }
        } else if (!onlyStatuses(guarded(), 200, 503, 401, 302, 303)) {
            problems.add("an error without a reason");
        }
        if (moment == Moment.INSIDE_THE_MARGIN && isBeforeExpiry && !onlyStatuses(guarded(), 200)) {
            problems.add("a valid token is not used");
        }
        return problems.isEmpty() ? problems : List.of(this + " " + problems);
    }

    private List<Responded> guarded() {
        return Stream.concat(pages.stream(), calls.stream()).toList();
    }

    private static boolean onlyStatuses(List<Responded> responses, Integer... allowed) {
        return responses.stream().allMatch(response -> List.of(allowed).contains(response.status()));
    }

    /** A caller whose session has ended gets 401, one whose issuer is unavailable 503. */
    private long alive() {
        return afterwards.stream()
                .filter(response -> response.status() == (fault.ends() ? 200 : 503))
                .count();
    }

    private String sessions() {
        long alive = alive();
        if (alive == afterwards.size()) {
            return "signed in";
        }
        return alive == 0 ? "signed out" : alive + " of " + afterwards.size() + " signed in";
    }

    /** The row of the table. */
    @Override
    public String toString() {
        List<Responded> all = Stream.concat(guarded().stream(), open.stream()).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %.1f s | %d | %d | %s |",
                fault,
                moment,
                Clients.statuses(pages),
                Clients.statuses(calls),
                Clients.statuses(open),
                Clients.slowest(all) / 1000.0,
                issuerCalls,
                atOnce,
                sessions());
    }
}
