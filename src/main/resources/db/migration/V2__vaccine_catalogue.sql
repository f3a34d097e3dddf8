-- EU DCC value sets (ehn-dcc-development/eu-dcc-valuesets) for the vaccines used in Viet Nam; vp is J07BX03 as in
-- Viet Nam's own published sample, 1119349007 for mRNA products. "Vero Cell" is BBIBP-CorV, never the EU's
-- deprecated Inactivated-SARS-CoV-2-Vero-Cell. The codes hold for doses from the first day of the campaign on: when a product
-- was licensed does not undo a dose that was given.
insert into vaccine (code, name, mp, ma, vp, sd, passport_eligible, valid_from) values
    ('ASTRAZENECA', 'AstraZeneca',     'EU/1/21/1529', 'ORG-100001699',               'J07BX03',    2, true, '2021-03-08'),
    ('PFIZER',      'Pfizer–BioNTech', 'EU/1/20/1528', 'ORG-100030215',               '1119349007', 2, true, '2021-03-08'),
    ('MODERNA',     'Moderna',         'EU/1/20/1507', 'ORG-100031184',               '1119349007', 2, true, '2021-03-08'),
    ('JANSSEN',     'Janssen',         'EU/1/20/1525', 'ORG-100001417',               'J07BX03',    1, true, '2021-03-08'),
    ('VERO_CELL',   'Vero Cell',       'BBIBP-CorV',   'ORG-100020693',               'J07BX03',    2, true, '2021-03-08'),
    ('HAYAT_VAX',   'Hayat-Vax',       'Hayat-Vax',    'ORG-100023050',               'J07BX03',    2, true, '2021-03-08'),
    ('SPUTNIK_V',   'Sputnik V',       'Sputnik-V',    'Gamaleya-Research-Institute', 'J07BX03',    2, true, '2021-03-08'),
    ('ABDALA',      'Abdala',          'Abdala',       'CIGB',                        'J07BX03',    3, true, '2021-03-08'),
    ('COVAXIN',     'Covaxin',         'Covaxin',      'Bharat-Biotech',              'J07BX03',    2, true, '2021-03-08');

insert into vaccine_alias (alias_key, code) values
    ('astrazeneca', 'ASTRAZENECA'), ('azd1222', 'ASTRAZENECA'), ('vaxzevria', 'ASTRAZENECA'), ('covid19vaccineastrazeneca', 'ASTRAZENECA'),
    ('pfizer', 'PFIZER'), ('pfizerbiontech', 'PFIZER'), ('comirnaty', 'PFIZER'), ('biontech', 'PFIZER'),
    ('moderna', 'MODERNA'), ('spikevax', 'MODERNA'), ('janssen', 'JANSSEN'), ('jcovden', 'JANSSEN'), ('johnsonjohnson', 'JANSSEN'),
    ('verocell', 'VERO_CELL'), ('sinopharm', 'VERO_CELL'), ('bbibpcorv', 'VERO_CELL'), ('hayatvax', 'HAYAT_VAX'),
    ('sputnikv', 'SPUTNIK_V'), ('gamcovidvac', 'SPUTNIK_V'), ('abdala', 'ABDALA'), ('covaxin', 'COVAXIN');
