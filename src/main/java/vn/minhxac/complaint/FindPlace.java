package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.routing.PlaceFinding;
import vn.minhxac.complaint.internal.routing.Whereabouts;

/** „Xác định nơi tiêm“: the inputs of the decision table. */
@Component("findPlace")
class FindPlace implements JavaDelegate {

    private final PlaceFinding places;

    FindPlace(PlaceFinding places) {
        this.places = places;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Whereabouts found = places.run(UUID.fromString((String) execution.getVariable("complaintId")));
        execution.setVariable("routingProfile", found.routingProfile());
        execution.setVariable("toProvince", found.toProvince());
        execution.setVariable("abroad", found.abroad());
        execution.setVariable("site", found.site());
        execution.setVariable("doseInfoFull", found.doseInfoFull());
        execution.setVariable("place", found.place());
        execution.setVariable("stationAccount", found.stationAccount());
        execution.setVariable("districtAccount", found.districtAccount());
    }
}
