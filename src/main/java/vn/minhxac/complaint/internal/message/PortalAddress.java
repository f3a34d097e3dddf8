package vn.minhxac.complaint.internal.message;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where readers of our messages go on: the public address of this installation. */
@Component
class PortalAddress {

    private final String url;

    PortalAddress(@Value("${minhxac.portal.url}") String url) {
        this.url = url.strip().replaceAll("/+$", "");
    }

    /** The page on which a citizen follows a complaint. */
    String status(String code) {
        return url + "/complaint/" + code;
    }

    String tasklist() {
        return url + "/camunda/app/tasklist/default/";
    }
}
