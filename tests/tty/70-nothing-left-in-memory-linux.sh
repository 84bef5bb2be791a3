#!/bin/sh
# SPDX-License-Identifier: ISC
# On a terminal linux: nothing typed or shown is left in the kiosk's memory after any way of leaving
# a screen (residue/ways.sh).
set -eu
terminal=linux
. "$WELKOM_TESTS/residue/search.sh"
