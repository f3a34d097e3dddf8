package vn.minhxac.complaint.internal.message;

import java.util.List;

import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.unit.Officer;

/** placeholder until merged */
@Component
public class OfficerMessages {
    public void reminder(Complaint c, List<Officer> to) {
    }

    public void warning(Complaint c, List<Officer> heads, String unitMail) {
    }

    public void breach(Complaint c, List<Officer> provincials, String unitMail) {
    }

    public void unassigned(String provinceCode, int count, List<Officer> to) {
    }
}
