# SPDX-License-Identifier: ISC
# Usage: awk -f tests/bench/opening-plot.awk LINES > FILE.svg
# Draws how fast the desk opens beside libsodium alone, over the number of entries, from what opening.sh
# prints: a curve by the clock and one by processor time, and the limit of 0.9.

function x(entries) {
	return 60 + 520 * (most > least ? log(entries / least) / log(most / least) : 0.5)
}

function y(ratio) {
	return 250 - 220 * ratio / top
}

function curve(ratio, other, colour, text, place, i, points) {
	for (i = 1; i <= n; i++) {
		points = points sprintf("%.1f,%.1f ", x(entries[i]), y(ratio[i]))
		printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", x(entries[i]), y(ratio[i]), colour
		printf "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%.2f</text>\n", x(entries[i]) + 6, y(ratio[i]) + (ratio[i] > other[i] || (ratio[i] == other[i] && place) ? -6 : 16), colour, ratio[i]
	}
	printf "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n", colour, points
	printf "<text x=\"%d\" y=\"18\" fill=\"%s\">%s</text>\n", 280 + 140 * place, colour, text
}

/entries.*desk\/raw by the clock/ {
	entries[++n] = $1
	for (i = 1; i < NF; i++) {
		if ($i == "clock")
			clock[n] = $(i + 1) + 0
		if ($(i - 1) == "processor" && $i == "time")
			cpu[n] = $(i + 1) + 0
	}
	least = n == 1 || $1 < least ? $1 : least
	most = $1 > most ? $1 : most
	top = clock[n] > top ? clock[n] : top
	top = cpu[n] > top ? cpu[n] : top
}

END {
	if (n == 0)
		exit 1
	top = int(2 * top + 1) / 2
	print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 300\" font-family=\"sans-serif\" font-size=\"12\">"
	print "<rect width=\"640\" height=\"300\" fill=\"#fff\"/>"
	for (v = 0; v <= top; v += 0.5)
		printf "<path d=\"M60 %.1fH620\" stroke=\"#ddd\"/><text x=\"54\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>\n", y(v), y(v) + 4, v
	printf "<path d=\"M60 %.1fH620\" stroke=\"#888\" stroke-dasharray=\"4\"/><text x=\"622\" y=\"%.1f\" font-size=\"10\">0.9</text>\n", y(0.9), y(0.9) + 4
	for (i = 1; i <= n; i++)
		printf "<text x=\"%.1f\" y=\"270\" text-anchor=\"middle\">%d</text>\n", x(entries[i]), entries[i]
	print "<text x=\"340\" y=\"292\" text-anchor=\"middle\">entries</text>"
	print "<text x=\"60\" y=\"18\">desk / libsodium alone</text>"
	curve(clock, cpu, "#05a", "by the clock", 0)
	curve(cpu, clock, "#a40", "processor time", 1)
	print "</svg>"
}
