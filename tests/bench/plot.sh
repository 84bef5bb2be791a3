#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: tests/bench/plot.sh < LINES > FILE.svg
# Draws the resident memory over the visits from the lines that visits.sh prints.
set -eu
awk '!/^#/ && NF >= 2 { x[++n] = $1; y[n] = $2; if ($1 > mx) mx = $1; if ($2 > my) my = $2 }
	END {
		if (n < 2) exit 1
		top = int(my / 2000 + 1) * 2000
		print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 300\" font-family=\"sans-serif\" font-size=\"12\">"
		print "<rect width=\"640\" height=\"300\" fill=\"#fff\"/>"
		for (v = 0; v <= top; v += 2000) {
			py = 260 - 230 * v / top
			printf "<path d=\"M60 %.1fH620\" stroke=\"#ddd\"/><text x=\"54\" y=\"%.1f\" text-anchor=\"end\">%d</text>\n", py, py + 4, v
		}
		for (i = 0; i <= 4; i++)
			printf "<text x=\"%d\" y=\"278\" text-anchor=\"middle\">%d</text>\n", 60 + 140 * i, mx * i / 4
		printf "<text x=\"340\" y=\"295\" text-anchor=\"middle\">visits</text><text x=\"60\" y=\"18\">resident KiB</text>\n<polyline fill=\"none\" stroke=\"#05a\" stroke-width=\"2\" points=\""
		for (i = 1; i <= n; i++)
			printf "%.1f,%.1f ", 60 + 560 * x[i] / mx, 260 - 230 * y[i] / top
		print "\"/>\n</svg>"
	}'
