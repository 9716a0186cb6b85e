-- What agreements said before they had clauses becomes an article for each of their pillars. Texts
-- that were signed stay what they are: their frozen text and its hash are not touched.
insert into agreements_agreementclause (agreement_id, key, place, level, heading, text, pillar_id,
    optional, reserved, is_in, standard_heading, standard_text, version)
select p.agreement_id, gen_random_uuid(), p."order", 1, i.name, p.text, p.pillar_id,
    false, false, true, '', '', 1
from agreements_agreementpillar p join agreements_pillar i on i.id = p.pillar_id;
