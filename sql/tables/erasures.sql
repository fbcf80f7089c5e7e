-- Whom we were asked to forget, as fingerprints: enough to refuse them, too little to name them.
--
-- Grain: fingerprint
create table erasures (
    fingerprint varchar not null,       -- sha256 of "post source:id" or "author name"
    erased_at timestamptz not null
)
