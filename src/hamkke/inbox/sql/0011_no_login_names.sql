-- Addresses have a table of their own now: nobody reads login names for delivery any more.
drop function accounts_login_name(bigint);
