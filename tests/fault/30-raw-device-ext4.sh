# SPDX-License-Identifier: ISC
# Of what was purged, nothing that opens an entry is left on a disk with ext4, and no name ever was
# (raw-device.sh).
set -eu
. "$WELKOM_TESTS/lib.sh"
kind=ext4
size=64M
. "$WELKOM_TESTS/fault/raw-device.sh"
