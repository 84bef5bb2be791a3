# SPDX-License-Identifier: ISC
# Of what was purged, nothing that opens an entry is left on a disk with XFS, and no name ever was
# (raw-device.sh).
set -eu
. "$WELKOM_TESTS/lib.sh"
kind=xfs
size=320M
. "$WELKOM_TESTS/fault/raw-device.sh"
