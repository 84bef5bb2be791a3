#!/bin/sh
# SPDX-License-Identifier: ISC
# On a terminal vt100: nothing typed or shown is left in the kiosk's memory after any way of leaving
# a screen (residue/ways.sh).
set -eu
terminal=vt100
. "$WELKOM_TESTS/residue/search.sh"
