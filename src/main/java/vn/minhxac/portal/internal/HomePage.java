package vn.minhxac.portal.internal;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The portal's first page: what a citizen, a border guard or an officer can do here. */
@Controller
class HomePage {

    @GetMapping("/")
    String home() {
        return "portal/home";
    }
}
