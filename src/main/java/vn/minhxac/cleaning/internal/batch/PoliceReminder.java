package vn.minhxac.cleaning.internal.batch;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.notification.FormattedMail;
import vn.minhxac.notification.MailText;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** A list that lies with the police for too long: their officers are reminded, and the commune's chair, who directs the campaign, is told. */
@Service
public class PoliceReminder {

    private final BatchRepository batches;
    private final RowRepository rows;
    private final Duty duty;
    private final Units units;
    private final FormattedMail mails;
    private final Texts texts;
    private final Audit audit;

    PoliceReminder(BatchRepository batches, RowRepository rows, Duty duty, Units units, FormattedMail mails, Texts texts, Audit audit) {
        this.batches = batches;
        this.rows = rows;
        this.duty = duty;
        this.units = units;
        this.mails = mails;
        this.texts = texts;
        this.audit = audit;
    }

    @Transactional
    public void remind(UUID id) {
        Batch batch = batches.find(id).orElseThrow(BadInput::notFound);
        List<Officer> to = Stream.of(Role.COMMUNE_POLICE, Role.COMMUNE_CHAIR)
                .flatMap(role -> duty.of(role, UnitKind.COMMUNE, batch.communeCode()).stream()).filter(one -> StringUtils.hasText(one.email())).toList();
        MailText mail = new MailText(texts.get("cleaning.mail.police.subject"), texts.get("cleaning.mail.police.heading"),
                List.of(texts.get("cleaning.mail.police.text")),
                List.of(new MailText.Fact(texts.get("cleaning.mail.commune"), units.name(UnitKind.COMMUNE, batch.communeCode())),
                        new MailText.Fact(texts.get("cleaning.mail.rows"), Integer.toString(rows.count(id, RowState.REVIEWED)))),
                List.of(), null, List.of(texts.get("cleaning.mail.why")));
        to.forEach(officer -> mails.send(officer.email(), mail, "cleaning:" + id + ":" + batch.round() + ":police:" + officer.userId()));
        audit.record("cleaning.policeReminded", "cleaning_batch", id.toString(), Map.of("officers", to.size(), "round", batch.round()));
    }
}
