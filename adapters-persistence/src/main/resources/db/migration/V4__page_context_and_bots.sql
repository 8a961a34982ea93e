SET LOCAL lock_timeout = '4s'; -- behind a long transaction this would wait, and every click behind it: rather fail, to be started again

-- What the website tells of the page of a click, and whether a program that visits pages by itself clicked.
-- Clicks before this one were never looked at for that. A constant default rewrites no rows.
ALTER TABLE clicks
    ADD COLUMN referrer   text,
    ADD COLUMN page_title text,
    ADD COLUMN is_bot     boolean NOT NULL DEFAULT false;
