#!/bin/sh
# SPDX-License-Identifier: ISC
# On a terminal tmux-256color: nothing typed or shown is left in the kiosk's memory after any way of leaving
# a screen (residue/ways.sh).
set -eu
terminal=tmux-256color
. "$WELKOM_TESTS/residue/search.sh"
