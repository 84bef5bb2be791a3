# SPDX-License-Identifier: ISC
# After a restart nobody is taken until a purge has run; where nothing vouches for the clock, not
# until a person has.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
open

reboot 60 20000001
closed P1
expect_exit 3 purge --quiet
closed C1
expect_exit 0 purge --quiet --confirm-clock "$(utc 0)"
open

# a synchronised clock vouches for itself
reboot 60 20000002
closed P1
machine synced 1
expect_exit 0 purge --quiet
open

# in a container that refuses to say whether it is, it is not
machine synced -1
expect_exit 0 purge --quiet
open
reboot 60 20000003
expect_exit 3 purge --quiet
closed C1
