package vn.minhxac.portal.internal.complaint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.ComplaintTracking;

/** Shows where a complaint stands, to whoever has its tracking code: nothing about a person is on it. */
@Component
class StatusPage {

    private final ComplaintTracking tracking;
    private final Times times;
    private final Clock clock;

    StatusPage(ComplaintTracking tracking, Times times, Clock clock) {
        this.tracking = tracking;
        this.times = times;
        this.clock = clock;
    }

    record Step(String at, String what) {
    }

    /**
     * @param left    how long until the answer, or since it was due; null once it is answered
     * @param overdue due and not answered
     */
    record Clocked(String recordedAt, String dueAt, String left, boolean overdue) {
    }

    /** @param done message key of what was just done, or null */
    String show(String code, String done, Model model, HttpServletRequest request, HttpServletResponse response) {
        closed(response);
        model.addAttribute("typed", code);
        ComplaintTracking.View view;
        try {
            view = tracking.view(code, ClientAddress.of(request));
        } catch (BadInput refused) {
            response.setStatus(refused.status());
            WizardPage.retryAfter(refused, response);
            model.addAttribute("errors", Map.of("code", refused.status() == 404 ? "complaint.page.status.unknown" : "complaint.page.status.tooMany"));
            return "portal/complaint-status";
        }
        model.addAttribute("view", view);
        model.addAttribute("clock", clock(view));
        model.addAttribute("steps", view.steps().stream().map(step -> new Step(times.at(step.at()), step.what())).toList());
        model.addAttribute("deferredUntil", Times.day(view.deferredUntil()));
        model.addAttribute("supplementUntil", times.at(view.supplementUntil()));
        model.addAttribute("done", done);
        model.addAttribute("acts", acts(view));
        return "portal/complaint-view";
    }

    private Clocked clock(ComplaintTracking.View view) {
        Instant due = view.dueAt();
        boolean answered = view.outcome() != null || view.status().closed() || view.status() == ComplaintStatus.DEFERRED;
        if (due == null) {
            return new Clocked(null, null, null, false);
        }
        Duration left = Duration.between(clock.instant(), due);
        return new Clocked(times.at(view.recordedAt()), times.at(due), answered ? null : times.span(left), !answered && left.isNegative());
    }

    private static List<String> acts(ComplaintTracking.View view) {
        List<String> acts = new java.util.ArrayList<>();
        if (view.canSupplement()) {
            acts.add("supplement");
        }
        if (view.canReopen()) {
            acts.add("reopen");
        }
        if (view.canWithdraw()) {
            acts.add("withdraw");
        }
        return acts;
    }

    /** The code opens the page: it goes to no other site, no search engine and no cache. */
    static void closed(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }
}
