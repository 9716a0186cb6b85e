-- Who lays a line of approval, whose turn it is, and in whose place somebody decides.

grant select, insert on agreements_linestep, agreements_officenumber, agreements_standin
    to hamkke_work;
grant update (ended_at) on agreements_standin to hamkke_work;
grant insert on agreements_linestepevent, agreements_officenumberevent, agreements_standinevent
    to hamkke_work;
-- A signed document carries the approval box and the numbers, as official documents do. Which person
-- number a name is, who typed a number, and decisions from before there were lines stay inside.
grant select (id, agreement_id, submission, organization_id, place, part, manner, person_name,
    approved_at) on agreements_approval to hamkke_public;
grant select (id, agreement_id, submission, organization_id, number, document_date)
    on agreements_officenumber to hamkke_public;

alter table agreements_linestep enable row level security;
alter table agreements_officenumber enable row level security;
alter table agreements_standin enable row level security;

-- True where somebody of the acting body holds the role today.
create function agreements_is_member(person bigint, of_role text) returns boolean
    language sql stable
    as $$
        select exists (
            select from accounts_membership m
            where m.person_id = person and m.role = of_role
              and m.organization_id = hamkke_organization_id()
              and m.valid_from <= hamkke_today()
              and (m.valid_until is null or m.valid_until >= hamkke_today()))
    $$;

-- True while the acting body is a side of the agreement, which waits for the approval of this
-- submission.
create function agreements_is_approving(agreement bigint, of_submission integer) returns boolean
    language sql stable
    as $$
        select exists (
            select from agreements_agreement a
            where a.id = agreement and a.state = 'approving' and a.submission = of_submission
              and hamkke_organization_id() in (a.district_id, a.education_office_id))
    $$;

-- Lines: laid by an officer for the own body and submission, before anything was done in it. -----
create policy parties_read on agreements_linestep for select to hamkke_work
    using (agreements_is_party(agreement_id));
create policy officers_lay on agreements_linestep for insert to hamkke_work
    with check (
        organization_id = (select hamkke_organization_id())
        and (select hamkke_role()) = 'officer'
        and agreements_is_approving(agreement_id, submission)
        and (part <> 'draft' or person_id = (select hamkke_person_id()))
        and (role = 'officer' or role = 'head' and part = 'decide')
        and agreements_is_member(person_id, role)
        and not exists (
            select from agreements_approval a
            where a.agreement_id = agreements_linestep.agreement_id
              and a.submission = agreements_linestep.submission
              and a.organization_id = agreements_linestep.organization_id)
    );

-- Who stands in for whom is read by the own body; one's own power is delegated by oneself alone. --
create policy own_body_reads on agreements_standin for select to hamkke_work
    using (
        organization_id = (select hamkke_organization_id())
        and (select hamkke_role()) in ('officer', 'head'));
create policy own_body_enters on agreements_standin for insert to hamkke_work
    with check (
        organization_id = (select hamkke_organization_id())
        and (select hamkke_role()) in ('officer', 'head')
        and entered_by_id = (select hamkke_person_id()) and ended_at is null
        and (manner = 'acting' or person_id = (select hamkke_person_id()))
        and (agreements_is_member(person_id, 'officer') or agreements_is_member(person_id, 'head'))
        and (agreements_is_member(deputy_id, 'officer') or agreements_is_member(deputy_id, 'head'))
    );
create policy own_body_ends on agreements_standin for update to hamkke_work
    using (
        organization_id = (select hamkke_organization_id()) and ended_at is null
        and (person_id = (select hamkke_person_id())
             or manner = 'acting' and (select hamkke_role()) = 'officer'))
    with check (ended_at is not null);

-- The place in the acting body's line whose turn it is: the first at which nothing was done.
create function agreements_turn(agreement bigint, of_submission integer) returns integer
    language sql stable
    as $$
        select min(l.place) from agreements_linestep l
        where l.agreement_id = agreement and l.submission = of_submission
          and l.organization_id = hamkke_organization_id()
          and not exists (
              select from agreements_approval a
              where a.agreement_id = l.agreement_id and a.submission = l.submission
                and a.organization_id = l.organization_id and a.place = l.place)
    $$;

create function agreements_drafted_line(agreement bigint, of_submission integer) returns boolean
    language sql stable
    as $$
        select exists (
            select from agreements_linestep l
            where l.agreement_id = agreement and l.submission = of_submission
              and l.organization_id = hamkke_organization_id()
              and l.part = 'draft' and l.person_id = hamkke_person_id())
    $$;

-- True while the acting person is the deputy, in this manner and today, of that person; null: of
-- anybody.
create function agreements_stands_in(of_stand_in bigint, in_manner text, of_person bigint)
    returns boolean language sql stable
    as $$
        select exists (
            select from agreements_standin s
            where (s.id = of_stand_in or of_stand_in is null) and s.manner = in_manner
              and (s.person_id = of_person or of_person is null)
              and s.deputy_id = hamkke_person_id()
              and s.organization_id = hamkke_organization_id()
              and s.ended_at is null
              and hamkke_today() between s.valid_from and s.valid_until)
    $$;

-- Each step in its turn, by whom it is for; who drafted decides only where the power to was
-- delegated, and never in the place of somebody absent.
drop policy own_side_approves on agreements_approval;
create policy own_side_approves on agreements_approval for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and (select hamkke_role()) in ('officer', 'head')
        and agreements_is_approving(agreement_id, submission)
        and place = agreements_turn(agreement_id, submission)
        and exists (
            select from agreements_linestep l
            where l.agreement_id = agreements_approval.agreement_id
              and l.submission = agreements_approval.submission
              and l.organization_id = agreements_approval.organization_id
              and l.place = agreements_approval.place and l.part = agreements_approval.part
              and (l.part <> 'decide' or not exists (
                  select from agreements_linestep later
                  where later.agreement_id = l.agreement_id and later.submission = l.submission
                    and later.organization_id = l.organization_id and later.place > l.place))
              and case agreements_approval.manner
                  when '' then stand_in_id is null
                      and l.person_id = (select hamkke_person_id())
                      and (l.part <> 'decide'
                           or not agreements_drafted_line(l.agreement_id, l.submission))
                  when 'delegated' then stand_in_id is not null and l.part = 'decide'
                      and l.person_id = (select hamkke_person_id())
                      and agreements_stands_in(stand_in_id, 'delegated', null)
                  else stand_in_id is not null and l.part = 'decide'
                      and agreements_stands_in(stand_in_id, 'acting', l.person_id)
                      and not agreements_drafted_line(l.agreement_id, l.submission)
                  end)
    );

create policy of_published on agreements_approval for select to hamkke_public, hamkke_work
    using (
        place > 0 and exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.published_at is not null
              and a.submission = agreements_approval.submission));

-- Whose turn it is sends back as well, and the drafter takes back; before a line is laid, any
-- officer of the side.
create function agreements_may_send_back(agreement bigint, of_submission integer) returns boolean
    language sql stable
    as $$
        select agreements_is_approving(agreement, of_submission) and (
            hamkke_role() = 'officer' and not exists (
                select from agreements_approval a
                where a.agreement_id = agreement and a.submission = of_submission
                  and a.organization_id = hamkke_organization_id())
            or agreements_turn(agreement, of_submission) is not null
               and agreements_drafted_line(agreement, of_submission)
            or exists (
                select from agreements_linestep l
                where l.agreement_id = agreement and l.submission = of_submission
                  and l.organization_id = hamkke_organization_id()
                  and l.place = agreements_turn(agreement, of_submission)
                  and (l.person_id = hamkke_person_id()
                       or l.part = 'decide' and agreements_stands_in(null, 'acting', l.person_id))))
    $$;

-- For the job that reminds: whom an agreement waits for that is due today or overdue. The day after
-- it was due is left out, for then the inbox tells by itself.
create function agreements_steps_due(today date)
    returns table (agreement_id bigint, person_id bigint, district_name text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select l.agreement_id, l.person_id, d.name::text
        from agreements_linestep l
        join agreements_agreement a on a.id = l.agreement_id and a.submission = l.submission
        join organizations_organization d on d.id = a.district_id
        where a.state = 'approving' and l.due_date <= today and l.due_date <> today - 1
          and l.place = (
              select min(w.place) from agreements_linestep w
              where w.agreement_id = l.agreement_id and w.submission = l.submission
                and w.organization_id = l.organization_id
                and not exists (
                    select from agreements_approval p
                    where p.agreement_id = w.agreement_id and p.submission = w.submission
                      and p.organization_id = w.organization_id and p.place = w.place))
        order by l.agreement_id, l.person_id
    $$;
revoke execute on function agreements_steps_due from public;
grant execute on function agreements_steps_due to hamkke_jobs;

-- A decider who is no officer reaches the agreement to freeze it or to send it back.
create policy heads_decide on agreements_agreement for update to hamkke_work
    using (
        state = 'approving' and (select hamkke_role()) = 'head'
        and exists (
            select from agreements_linestep l
            where l.agreement_id = agreements_agreement.id
              and l.submission = agreements_agreement.submission
              and l.organization_id = (select hamkke_organization_id())
              and (l.person_id = (select hamkke_person_id())
                   or agreements_stands_in(null, 'acting', l.person_id)))
    )
    with check (true);

create function agreements_guard_lines() returns trigger language plpgsql as $$
begin
    if new.state = 'draft' and not agreements_may_send_back(old.id, old.submission) then
        raise exception 'agreement %: it is not your turn', old.id
            using errcode = 'check_violation';
    end if;
    if new.state = 'signing' and (
        2 <> (
            select count(distinct a.organization_id) from agreements_approval a
            where a.agreement_id = new.id and a.submission = new.submission and a.part = 'decide'
              and a.organization_id in (new.district_id, new.education_office_id))
        or exists (
            select from agreements_linestep l
            where l.agreement_id = new.id and l.submission = new.submission
              and not exists (
                  select from agreements_approval a
                  where a.agreement_id = l.agreement_id and a.submission = l.submission
                    and a.organization_id = l.organization_id and a.place = l.place)))
    then
        raise exception 'agreement %: not decided by both lines as it stands', old.id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_lines before update of state on agreements_agreement
    for each row when (old.state = 'approving')
    execute function agreements_guard_lines();

-- Numbers: typed by whoever is in the line, until the agreement is public and its document stands.
create policy parties_read on agreements_officenumber for select to hamkke_work
    using (agreements_is_party(agreement_id));
create policy of_published on agreements_officenumber for select to hamkke_public, hamkke_work
    using (
        exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.published_at is not null
              and a.submission = agreements_officenumber.submission));
create policy line_enters on agreements_officenumber for insert to hamkke_work
    with check (
        person_id = (select hamkke_person_id())
        and organization_id = (select hamkke_organization_id())
        and exists (
            select from agreements_agreement a
            where a.id = agreement_id and a.state in ('approving', 'signing')
              and a.submission = agreements_officenumber.submission)
        and exists (
            select from agreements_linestep l
            where l.agreement_id = agreements_officenumber.agreement_id
              and l.submission = agreements_officenumber.submission
              and l.organization_id = agreements_officenumber.organization_id
              and l.person_id = (select hamkke_person_id()))
    );
