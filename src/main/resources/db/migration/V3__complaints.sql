-- Complaints (9458): what citizens file, who handles it, what was answered, and the clock that cannot be moved.

-- ---------------------------------------------------------------- units: delegation, absence, routing profile
-- The health unit of a ministry or sector (army, police, central hospital) that answers for a facility without an account.
alter table unit add column sector_unit text;
-- What takes over from a unit that was merged or closed.
alter table unit add column successor_code text;

-- The transaction that last changed units: nodes that keep them in memory compare it with the one they have read. Written once in
-- a transaction and seen only once it is committed.
create table unit_revision (
    one  boolean primary key default true check (one),
    xact bigint not null
);
create function unit_changed() returns trigger language plpgsql as $$
begin
    insert into unit_revision as r (one, xact) values (true, pg_current_xact_id()::text::bigint)
    on conflict (one) do update set xact = excluded.xact where r.xact <> excluded.xact;
    return null;
end $$;
create trigger unit_changed after insert or update or delete or truncate on unit for each statement execute function unit_changed();

create table province_setting (
    province_code   text primary key,
    routing_profile text not null check (routing_profile in ('THREE_TIER_2021', 'TWO_TIER_2025'))
);

-- What a province has handed down to a health station or a district centre (9458: "grants an account to and guides").
create table delegation (
    id            bigint generated always as identity primary key,
    province_code text not null,
    unit_kind     text not null check (unit_kind in ('DISTRICT', 'COMMUNE')),
    unit_code     text not null,
    granted_by    text not null,
    granted_at    timestamptz not null,
    revoked_by    text,
    revoked_at    timestamptz
);
create unique index delegation_in_force on delegation (unit_kind, unit_code) where revoked_at is null;
create index delegation_province on delegation (province_code);

create table officer_absence (
    id         bigint generated always as identity primary key,
    user_id    text not null references officer,
    first_day  date not null,
    last_day   date not null check (last_day >= first_day),
    substitute text references officer check (substitute <> user_id),
    entered_by text not null,
    entered_at timestamptz not null
);
create index officer_absence_user on officer_absence (user_id, last_day);
create index officer_absence_substitute on officer_absence (substitute);

-- When an officer last had work given to him: of several with equal load the one who waited longest is next.
alter table officer add column last_turn timestamptz;
-- 9458: a password is changed after the first login.
alter table officer add column must_change_password boolean not null default false;

-- ---------------------------------------------------------------- complaints
create table complaint (
    id               uuid primary key,
    -- the tracking code; whoever knows it may see how far the complaint is
    code             text not null unique,
    channel          text not null check (channel in ('PORTAL', 'API', 'ASSISTED')),
    -- the officer who filed it on behalf of the citizen
    filed_by         text,
    -- one dose of a complaint about several sites: the complaint it is part of, whose clock it shares
    parent_id        uuid references complaint,
    -- an open complaint of the same person about the same thing, whose answer answers this one
    duplicate_of     uuid references complaint,
    reopens          uuid references complaint,
    reopen_reason    text,

    type             text not null check (type in ('MISSING_DOSE', 'WRONG_DOSE_INFO', 'WRONG_PERSONAL_INFO', 'DOSE_NOT_MINE',
                                                   'NO_PASSPORT', 'DUPLICATE_RECORD', 'OTHER')),
    full_name        text not null,
    name_key         text not null,
    sex              text not null check (sex in ('M', 'F')),
    date_of_birth    date not null,
    id_type          text not null check (id_type in ('CCCD', 'CMND', 'PASSPORT')),
    id_number        text not null,
    phone            text not null,
    email            text,
    description      text not null,

    -- place of vaccination as known today: the citizen's words, then what triage or a returning unit found
    province_code    text,
    district_code    text,
    commune_code     text,
    facility_code    text,
    abroad           boolean not null default false,

    -- the record of the person, once known
    citizen_id       bigint references citizen,

    status           text not null check (status in ('SUBMITTED', 'RECORDED', 'ROUTED', 'IN_REVIEW', 'WAITING_LINKED',
                                                     'WAITING_CITIZEN', 'WAITING_POLICE', 'DEFERRED', 'APPROVED', 'REJECTED',
                                                     'WITHDRAWN')),
    created_at       timestamptz not null,
    -- until when it may be confirmed with the one-time code
    confirm_by       timestamptz,
    otp_id           uuid,
    recorded_at      timestamptz,
    due_at           timestamptz,

    handler          text check (handler in ('FACILITY', 'SECTOR', 'STATION', 'DISTRICT', 'PROVINCE', 'POOL', 'OUT_OF_SCOPE')),
    handler_kind     text,
    handler_code     text,
    routing_rule     text,
    hops             int  not null default 0,
    -- who reviewed it last: goes on with it after a supplement, a deferral or the police
    reviewed_by      text,

    outcome          text check (outcome in ('APPROVED', 'DEFERRED', 'REJECTED', 'NEEDS_SUPPLEMENT', 'WRONG_UNIT', 'WITHDRAWN')),
    reason_code      text,
    -- what the officer wrote to the citizen
    answer           text,
    deferred_until   date,
    supplement_until timestamptz,
    first_answer_at  timestamptz,
    -- when it went to the province because it was late
    escalated_at     timestamptz,
    closed_at        timestamptz,
    version          int not null default 0,
    check ((recorded_at is null) = (due_at is null))
);
create index complaint_due on complaint (due_at, id) where recorded_at is not null and closed_at is null;
create index complaint_unconfirmed on complaint (created_at) where recorded_at is null;
create index complaint_same_person on complaint (id_number, type) where recorded_at is not null and closed_at is null;
create index complaint_handler on complaint (handler_kind, handler_code) where closed_at is null;
create index complaint_parent on complaint (parent_id) where parent_id is not null;
create index complaint_duplicate on complaint (duplicate_of) where duplicate_of is not null;
create index complaint_reopens on complaint (reopens) where reopens is not null;
create index complaint_citizen on complaint (citizen_id);

-- 9458: 48 hours from when the system recorded it. Written once; nothing moves it.
create function complaint_clock_is_fixed() returns trigger language plpgsql as $$
begin
    if old.recorded_at is not null and (new.recorded_at is distinct from old.recorded_at or new.due_at is distinct from old.due_at) then
        raise exception 'recorded_at and due_at of a complaint are written once';
    end if;
    return new;
end $$;
create trigger complaint_clock_is_fixed before update of recorded_at, due_at on complaint
    for each row execute function complaint_clock_is_fixed();

create table complaint_dose (
    complaint_id  uuid not null references complaint on delete cascade,
    n             int  not null,
    dose_number   int  not null,
    date          date not null,
    vaccine_code  text not null,
    lot_number    text,
    facility_code text,
    primary key (complaint_id, n)
);

-- Photos and PDFs, encrypted (AES-256-GCM; the id is authenticated with it). Not yet part of a complaint: purged after a day.
create table complaint_attachment (
    id           uuid primary key,
    complaint_id uuid references complaint on delete cascade,
    -- 0: filed with the complaint; n: with the n-th supplement
    supplement   int  not null default 0,
    kind         text not null check (kind in ('CERTIFICATE', 'SCREENING_SLIP', 'APPOINTMENT', 'MESSAGE', 'IDENTITY_CARD', 'OTHER')),
    media_type   text not null check (media_type in ('image/jpeg', 'image/png', 'application/pdf')),
    size_bytes   int  not null,
    nonce        bytea not null,
    bytes        bytea not null,
    created_at   timestamptz not null
);
alter table complaint_attachment alter column bytes set storage external;
create index complaint_attachment_complaint on complaint_attachment (complaint_id);
create index complaint_attachment_loose on complaint_attachment (created_at) include (size_bytes) where complaint_id is null;

-- What happened, for the status page and the officers: codes only.
create table complaint_step (
    id           bigint generated always as identity primary key,
    complaint_id uuid not null references complaint on delete cascade,
    at           timestamptz not null,
    what         text not null,
    -- e.g. the unit or the reason, as a code
    detail       text
);
create index complaint_step_complaint on complaint_step (complaint_id, id);

create table complaint_supplement (
    complaint_id uuid not null references complaint on delete cascade,
    n            int  not null,
    text         text not null,
    at           timestamptz not null,
    primary key (complaint_id, n)
);

-- Units that said it is not theirs: they are not asked again.
create table complaint_return (
    complaint_id uuid not null references complaint on delete cascade,
    n            int  not null,
    unit_kind    text not null,
    unit_code    text not null,
    returned_by  text not null,
    at           timestamptz not null,
    primary key (complaint_id, n)
);

-- What the officer decided, before the task is completed with it: which of the changes the citizen asks for are taken over.
create table complaint_decision (
    complaint_id uuid primary key references complaint on delete cascade,
    decided_by   text not null,
    decided_at   timestamptz not null,
    -- list of Decision.Change
    changes      jsonb not null default '[]',
    answer       text,
    police_by    text,
    police_at    timestamptz,
    -- what the police wrote to the officer
    police_note  text,
    applied_at   timestamptz
);

-- Which officer looked at a complaint or one of its attachments on which day: each is audited once.
create table complaint_view (
    complaint_id uuid not null references complaint on delete cascade,
    -- the complaint or the attachment
    subject      uuid not null,
    officer      text not null,
    day          date not null,
    primary key (complaint_id, subject, officer, day)
);

-- Each alarm of the clock once, whoever notices it: the engine's timer or the sweeper.
create table complaint_clock (
    complaint_id uuid not null references complaint on delete cascade,
    event        text not null check (event in ('REMINDER', 'WARNING', 'BREACH')),
    at           timestamptz not null,
    primary key (complaint_id, event)
);
-- Differences between the engine's timers and due_at that the sweeper found.
create table complaint_clock_difference (
    id           bigint generated always as identity primary key,
    complaint_id uuid not null references complaint on delete cascade,
    event        text not null,
    problem      text not null check (problem in ('NO_TIMER', 'WRONG_DATE', 'NOT_FIRED', 'NO_PROCESS')),
    due          timestamptz not null,
    found        timestamptz,
    seen_at      timestamptz not null,
    gone_at      timestamptz
);
create unique index complaint_clock_difference_open on complaint_clock_difference (complaint_id, event, problem) where gone_at is null;

create table daily_assignment (
    province_code text not null,
    day           date not null,
    started_at    timestamptz not null,
    assigned      int,
    left_over     int,
    primary key (province_code, day)
);

-- ---------------------------------------------------------------- what was changed in a person's record, by whom, from what to what
create table record_change (
    id          bigint generated always as identity primary key,
    citizen_id  bigint not null references citizen,
    at          timestamptz not null,
    changed_by  text   not null,
    -- the complaint that asked for it
    source      text   not null check (source in ('COMPLAINT')),
    source_id   text   not null,
    -- fullName, sex, dateOfBirth, idNumber, or dose
    field       text   not null,
    dose_number int,
    from_value  text,
    to_value    text
);
create index record_change_citizen on record_change (citizen_id, id);

-- ---------------------------------------------------------------- verification of a corrected record
alter table verification_list drop constraint verification_list_source_check;
alter table verification_list add constraint verification_list_source_check check (source in ('IMPORT', 'SESSION', 'CORRECTION'));
