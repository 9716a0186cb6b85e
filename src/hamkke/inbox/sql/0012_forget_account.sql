-- What is told to a person, and how, goes with the account.
create function inbox_forget_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from inbox_mailing where person_id = old.person_id
        or notice_id in (select id from inbox_notice where person_id = old.person_id);
    delete from inbox_noticereading where person_id = old.person_id
        or notice_id in (select id from inbox_notice where person_id = old.person_id);
    delete from inbox_notice where person_id = old.person_id;
    delete from inbox_mailpreference where person_id = old.person_id;
    return null;
end $$;
revoke execute on function inbox_forget_account from public;
create trigger forget_account after delete on accounts_account
    for each row execute function inbox_forget_account();
