package vn.minhxac.portal.internal.complaint;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.minhxac.complaint.ComplaintFiling;

/** The page that a recorded complaint ends with: its tracking code, and until when the answer comes. */
@Component
class Receipt {

    private final Times times;

    Receipt(Times times) {
        this.times = times;
    }

    /** @param assisted printed and handed over to the citizen */
    String show(ComplaintFiling.Recorded recorded, boolean assisted, Model model) {
        model.addAttribute("code", recorded.code());
        model.addAttribute("recordedAt", times.at(recorded.recordedAt()));
        model.addAttribute("dueAt", times.at(recorded.dueAt()));
        model.addAttribute("assisted", assisted);
        return "portal/complaint-recorded";
    }
}
