package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

import vn.minhxac.FlowNodes;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintFiling.Place;
import vn.minhxac.complaint.ComplaintFiling.Recorded;
import vn.minhxac.complaint.internal.store.DecisionTable;
import vn.minhxac.training.registry.RegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Entry;

/** Complaint handling from the citizen's code to the answer: every way through the diagram. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComplaintHandlingTest extends ComplaintScene {

    @Autowired
    private DecisionTable decisions;
    @Autowired
    private RegistrySimulator registry;

    private final FlowNodes nodes = new FlowNodes("complaintHandling");

    @AfterEach
    void rememberWhatWasPassed() {
        nodes.remember(engine);
    }

    @AfterAll
    void everyNodeWasPassed() {
        assertThat(nodes.notPassed()).isEmpty();
    }

    @Test
    void aWrongDoseIsCorrectedByItsFacilityAndIsReadyToSignAgain() {
        long person = citizen();
        Recorded recorded = routed(wrongDose());

        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("reviewByFacility");
        assertThat(task(recorded.id()).getAssignee()).isEqualTo("facility1");
        assertThat(task(recorded.id()).getDueDate()).isEqualTo(java.util.Date.from(recorded.dueAt()));
        assertThat(recorded.dueAt()).isEqualTo(recorded.recordedAt().plus(Duration.ofHours(48)));
        assertThat(status(recorded.id())).isEqualTo("IN_REVIEW");

        complete("facility1", recorded.id(), Map.of("outcome", "APPROVED"));

        assertThat(status(recorded.id())).isEqualTo("APPROVED");
        assertThat(jdbc.sql("select vaccination_date || ' ' || status from dose where citizen_id = :p").param("p", person).query(String.class).single())
                .isEqualTo("2021-09-05 READY_TO_SIGN");
        assertThat(jdbc.sql("select count(*) from signing_list where status = 'COLLECTING' and unit_code = '19001'").query(Long.class).single()).isOne();
        assertThat(jdbc.sql("select changed_by || ' ' || field || ' ' || from_value || ' > ' || to_value from record_change").query(String.class).single())
                .isEqualTo("facility1 dose 2021-09-01 PFIZER FK0112 19001 > 2021-09-05 PFIZER FK0112 19001");
        assertThat(messages(PHONE)).hasSize(3);
        assertThat(steps(recorded.id())).containsExactly("RECORDED", "ROUTED", "CORRECTED", "APPROVED");
        assertThat(tracking.view(recorded.code(), "192.0.2.1").outcome()).isEqualTo("APPROVED");
    }

    @Test
    void aWrongNameIsConfirmedByThePoliceAndComparedAgain() {
        long person = citizen("Lê Thị Hoa", NUMBER, "MISMATCHED", "DRAFT");
        registry.load(java.util.stream.Stream.of(new Entry(NUMBER, "Lê Thị Hòa", "F", java.time.LocalDate.of(1990, 1, 2), null, true)));
        Recorded recorded = routed(request(ComplaintType.WRONG_PERSONAL_INFO, AT_FACILITY, dose(1, "2021-09-01", "PFIZER", "19001")));

        complete("facility1", recorded.id(), Map.of("outcome", "APPROVED"));
        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("confirmIdentity");
        assertThat(status(recorded.id())).isEqualTo("WAITING_POLICE");
        complete("police1", recorded.id(), Map.of("identityConfirmed", true));

        assertThat(status(recorded.id())).isEqualTo("APPROVED");
        assertThat(jdbc.sql("select full_name || ' ' || identity_status from citizen where id = :p").param("p", person).query(String.class).single())
                .isEqualTo("Lê Thị Hòa MATCHED");
        assertThat(jdbc.sql("select status from dose where citizen_id = :p").param("p", person).query(String.class).single()).isEqualTo("READY_TO_SIGN");
        assertThat(jdbc.sql("select source || ' ' || status from verification_list").query(String.class).single()).isEqualTo("CORRECTION DONE");
    }

    @Test
    void whatThePoliceDoNotConfirmGoesBackToTheSameOfficer() {
        citizen("Lê Thị Hoa", NUMBER, "MISMATCHED", "DRAFT");
        Recorded recorded = routed(request(ComplaintType.WRONG_PERSONAL_INFO, AT_FACILITY, dose(1, "2021-09-01", "PFIZER", "19001")));
        complete("facility1", recorded.id(), Map.of("outcome", "APPROVED"));
        decisions.police(recorded.id(), "police1", "Chưa đúng giấy khai sinh.");

        complete("police1", recorded.id(), Map.of("identityConfirmed", false));

        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("reviewByFacility");
        assertThat(task(recorded.id()).getAssignee()).isEqualTo("facility1");
        assertThat(steps(recorded.id())).contains("POLICE_REFUSED");
        complete("facility1", recorded.id(), Map.of("outcome", "REJECTED", "reasonCode", "R02"));
        assertThat(status(recorded.id())).isEqualTo("REJECTED");
        assertThat(tracking.view(recorded.code(), "192.0.2.1").reason()).isNotBlank();
        assertThat(tracking.view(recorded.code(), "192.0.2.1").howToFix()).isNotBlank();
    }

    @Test
    void aDeferralIsAFirstAnswerAndTheComplaintComesBackOnItsDay() {
        citizen();
        Recorded recorded = routed(wrongDose());
        complete("facility1", recorded.id(), Map.of("outcome", "DEFERRED", "reasonCode", "D01", "deferredUntil", "2022-05-10"));

        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("deferralOver");
        assertThat(status(recorded.id())).isEqualTo("DEFERRED");
        assertThat(tracking.view(recorded.code(), "192.0.2.1").deferredUntil()).isEqualTo("2022-05-10");
        after(Duration.ofDays(7));
        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("reviewByFacility");
        assertThat(steps(recorded.id())).doesNotContain("ESCALATED");
        assertThat(dueAt(recorded.id())).isEqualTo(recorded.dueAt());
    }

    @Test
    void aSupplementBringsTheComplaintBackAndWithoutOneItIsRejectedAfterSevenDays() {
        citizen();
        Recorded first = routed(wrongDose());
        complete("facility1", first.id(), Map.of("outcome", "NEEDS_SUPPLEMENT", "reasonCode", "S01"));
        BpmnAwareTests.assertThat(instance(first.id())).isWaitingAt("awaitsSupplement");
        tracking.supplement(first.code(), "Ảnh chụp lại rõ hơn.", List.of(), null, "192.0.2.1");
        tracking.supplement(first.code(), "Ảnh chụp lại rõ hơn.", List.of(), otp(first.code()), "192.0.2.1");
        BpmnAwareTests.assertThat(instance(first.id())).isWaitingAt("reviewByFacility");

        complete("facility1", first.id(), Map.of("outcome", "NEEDS_SUPPLEMENT", "reasonCode", "S01"));
        after(Duration.ofDays(8));
        assertThat(status(first.id())).isEqualTo("REJECTED");
        assertThat(column(first.id(), "reason_code")).isEqualTo("NOT_SUPPLEMENTED");
    }

    @Test
    void theWrongUnitPassesItOnAndAfterTwoTheProvinceAnswers() {
        citizen();
        as("province1", () -> {
            delegate("COMMUNE", "05431");
            return null;
        });
        Recorded recorded = routed(wrongDose());
        complete("facility1", recorded.id(), Map.of("outcome", "WRONG_UNIT", "reasonCode", "W01"));
        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("reviewByStation");
        assertThat(task(recorded.id()).getAssignee()).isEqualTo("station1");
        complete("station1", recorded.id(), Map.of("outcome", "WRONG_UNIT", "reasonCode", "W01"));
        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("reviewByProvince");
        assertThatThrownBy(() -> complete("province1", recorded.id(), Map.of("outcome", "WRONG_UNIT", "reasonCode", "W01")))
                .isInstanceOf(RuntimeException.class);
        assertThat(column(recorded.id(), "hops")).isEqualTo("2");
        assertThat(dueAt(recorded.id())).isEqualTo(recorded.dueAt());
    }

    @Test
    void withoutAnExactSiteThePlaceDecides() {
        as("province1", () -> {
            delegate("DISTRICT", "164");
            return null;
        });
        Recorded district = routed(request(ComplaintType.MISSING_DOSE, new Place(null, "05434", null, null, null)));
        BpmnAwareTests.assertThat(instance(district.id())).isWaitingAt("reviewByDistrict");
        complete("district1", district.id(), Map.of("outcome", "REJECTED", "reasonCode", "R06"));
        Recorded province = routed(of(request(ComplaintType.MISSING_DOSE, new Place(null, null, null, "19", null)), "Trần Văn Đức", "019090000456", "0987654321"));
        BpmnAwareTests.assertThat(instance(province.id())).isWaitingAt("reviewByProvince");
        complete(task(province.id()).getAssignee(), province.id(), Map.of("outcome", "REJECTED", "reasonCode", "R06"));
        assertThat(status(province.id())).isEqualTo("REJECTED");
    }

    @Test
    void aPlaceNobodyKnowsIsFoundByTriageAndAbroadIsOutOfScope() {
        Recorded nowhere = routed(request(ComplaintType.OTHER, null));
        BpmnAwareTests.assertThat(instance(nowhere.id())).isWaitingAt("triageComplaint");
        jdbc.sql("update complaint set province_code = '19' where id = :id").param("id", nowhere.id()).update();
        complete("province1", nowhere.id(), Map.of());
        BpmnAwareTests.assertThat(instance(nowhere.id())).isWaitingAt("reviewByProvince");

        Recorded abroad = routed(of(request(ComplaintType.MISSING_DOSE, new Place(null, null, null, null, true)), "Trần Văn Đức", "019090000456", "0987654321"));
        assertThat(status(abroad.id())).isEqualTo("REJECTED");
        assertThat(tracking.view(abroad.code(), "192.0.2.1").reason()).isNotBlank();
    }

    @Test
    void dosesOfSeveralSitesAreAnsweredByEachUnderOneClock() {
        citizen();
        Recorded whole = routed(request(ComplaintType.MISSING_DOSE, null, dose(2, "2021-10-01", "PFIZER", "19001"), dose(3, "2022-01-05", "MODERNA", "19002")));
        List<UUID> parts = jdbc.sql("select id from complaint where parent_id = :id order by id").param("id", whole.id()).query(UUID.class).list();
        assertThat(parts).hasSize(2);
        assertThat(parts).allSatisfy(part -> assertThat(dueAt(part)).isEqualTo(whole.dueAt()));
        assertThat(task(parts.get(0)).getAssignee()).isEqualTo("facility1");
        assertThat(task(parts.get(1)).getAssignee()).isEqualTo("facility2");
        complete("facility1", parts.get(0), Map.of("outcome", "APPROVED"));
        assertThat(status(whole.id())).isEqualTo("WAITING_LINKED");
        complete("facility2", parts.get(1), Map.of("outcome", "REJECTED", "reasonCode", "R04"));
        assertThat(status(whole.id())).isEqualTo("APPROVED");
        assertThat(column(whole.id(), "reason_code")).isEqualTo("R04");
        assertThat(messages(PHONE)).as("code, recorded, one answer").hasSize(3);
    }

    @Test
    void aSecondComplaintAboutTheSameIsAnsweredWithTheFirstUnlessThatIsWithdrawn() {
        citizen();
        Recorded first = routed(wrongDose());
        Recorded second = routed(wrongDose());
        BpmnAwareTests.assertThat(instance(second.id())).isWaitingAt("linkedAnswered");
        Recorded third = routed(wrongDose());
        complete("facility1", first.id(), Map.of("outcome", "REJECTED", "reasonCode", "R09"));
        assertThat(status(second.id())).isEqualTo("REJECTED");
        assertThat(column(third.id(), "reason_code")).isEqualTo("R09");

        // a phone gets five codes an hour
        after(Duration.ofHours(2));
        Recorded fourth = routed(wrongDose());
        Recorded fifth = routed(wrongDose());
        tracking.sendCode(fourth.code(), "192.0.2.1");
        tracking.withdraw(fourth.code(), otp(fourth.code()), "192.0.2.1");
        assertThat(status(fourth.id())).isEqualTo("WITHDRAWN");
        BpmnAwareTests.assertThat(instance(fifth.id())).isWaitingAt("reviewByFacility");
    }

    @Test
    void anAnswerIsReviewedOnceMoreByTheProvince() {
        citizen();
        Recorded recorded = routed(wrongDose());
        complete("facility1", recorded.id(), Map.of("outcome", "REJECTED", "reasonCode", "R08"));
        tracking.sendCode(recorded.code(), "192.0.2.1");
        Recorded again = tracking.reopen(recorded.code(), "Ảnh của tôi rất rõ.", otp(recorded.code()), "192.0.2.1");
        runJobs();
        BpmnAwareTests.assertThat(instance(again.id())).isWaitingAt("reviewByProvince");
        assertThat(again.dueAt()).isEqualTo(clock.instant().plus(Duration.ofHours(48)));
        assertThatThrownBy(() -> tracking.reopen(recorded.code(), "Lần nữa.", "000000", "192.0.2.1")).isInstanceOf(BadInput.class)
                .hasMessageContaining("complaint.notReopenable");
    }

    @Test
    void whatIsLateGoesToTheProvinceWhoeverHasIt() {
        citizen();
        Recorded recorded = routed(wrongDose());
        after(Duration.ofHours(25));
        assertThat(alarms(recorded.id())).containsExactly("REMINDER");
        after(Duration.ofHours(12));
        assertThat(alarms(recorded.id())).containsExactly("REMINDER", "WARNING");
        after(Duration.ofHours(12));
        assertThat(alarms(recorded.id())).containsExactly("REMINDER", "WARNING", "BREACH");
        assertThat(task(recorded.id()).getAssignee()).isIn("province1", "province2");
        complete(task(recorded.id()).getAssignee(), recorded.id(), Map.of("outcome", "APPROVED"));
        assertThat(status(recorded.id())).isEqualTo("APPROVED");
        assertThat(alarms(recorded.id())).hasSize(3);
    }

    @Autowired
    private vn.minhxac.unit.Delegations delegations;

    private void delegate(String kind, String code) {
        delegations.grant(vn.minhxac.unit.UnitKind.valueOf(kind), code);
    }

}
