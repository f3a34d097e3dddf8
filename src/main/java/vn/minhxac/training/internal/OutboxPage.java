package vn.minhxac.training.internal;

import java.time.Clock;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The caught messages, the outages in force and the time, for a trainer to look at. */
@Controller
@Profile("training")
class OutboxPage {

    private final CaughtOutbox outbox;
    private final Outages outages;
    private final Clock clock;

    OutboxPage(CaughtOutbox outbox, Outages outages, Clock clock) {
        this.outbox = outbox;
        this.outages = outages;
        this.clock = clock;
    }

    @GetMapping("/training/outbox")
    String outbox(Model model) {
        model.addAttribute("messages", outbox.newest());
        model.addAttribute("outages", outages.all());
        model.addAttribute("now", clock.instant().atZone(CaughtOutbox.VIETNAM));
        return "training/outbox";
    }
}
