#!/bin/sh
# SPDX-License-Identifier: ISC
# On a terminal xterm-256color: nothing typed or shown is left in the kiosk's memory after any way of leaving
# a screen (residue/ways.sh).
set -eu
terminal=xterm-256color
. "$WELKOM_TESTS/residue/search.sh"
