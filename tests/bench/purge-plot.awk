# SPDX-License-Identifier: ISC
# Usage: awk -f tests/bench/purge-plot.awk LINES > FILE.svg
# Draws how many times as long as SQLite alone a purge takes, over the number of entries, from the
# lines of purge.sh: one curve with one hour due and one with everything due.

function median(list, count, i, j, t) {
	for (i = 2; i <= count; i++)
		for (j = i; j > 1 && list[j - 1] + 0 > list[j] + 0; j--) {
			t = list[j]; list[j] = list[j - 1]; list[j - 1] = t
		}
	return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}

function of(key, i, list) {
	for (i = 1; i <= n[key]; i++)
		list[i] = value[key, i]
	return median(list, n[key])
}

# Where the number of entries and a ratio lie.
function x(entries) {
	return 60 + 520 * (most > least ? log(entries / least) / log(most / least) : 0.5)
}

function y(ratio) {
	return 250 - 220 * ratio / top
}

function curve(due, colour, text, i, points, ratio) {
	for (i = 1; i <= sizes; i++) {
		if (!n[size[i] " " due " rival"])
			continue
		ratio = of(size[i] " " due " purge") / of(size[i] " " due " rival")
		points = points sprintf("%.1f,%.1f ", x(size[i]), y(ratio))
		printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", x(size[i]), y(ratio), colour
		printf "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%.2f</text>\n", x(size[i]) + 6, y(ratio) + (due == "one" ? 16 : -6), colour, ratio
	}
	printf "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n", colour, points
	printf "<text x=\"%d\" y=\"18\" fill=\"%s\">%s</text>\n", due == "one" ? 330 : 440, colour, text
}

$1 != "sync" && $1 != "wait" {
	key = $1 " " $2 " " $3
	value[key, ++n[key]] = $4
	if (!($1 in seen)) {
		seen[$1] = 1
		size[++sizes] = $1
		least = sizes == 1 || $1 < least ? $1 : least
		most = $1 > most ? $1 : most
	}
}

END {
	for (key in n)
		if (key ~ / purge$/) {
			other = key
			sub(/purge$/, "rival", other)
			ratio = of(key) / of(other)
			top = ratio > top ? ratio : top
		}
	top = int(top + 1)
	print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 300\" font-family=\"sans-serif\" font-size=\"12\">"
	print "<rect width=\"640\" height=\"300\" fill=\"#fff\"/>"
	for (v = 0; v <= top; v++)
		printf "<path d=\"M60 %.1fH620\" stroke=\"%s\"/><text x=\"54\" y=\"%.1f\" text-anchor=\"end\">%d</text>\n", y(v), v == 1 ? "#888" : "#ddd", y(v) + 4, v
	for (i = 1; i <= sizes; i++)
		printf "<text x=\"%.1f\" y=\"270\" text-anchor=\"middle\">%d</text>\n", x(size[i]), size[i]
	print "<text x=\"340\" y=\"292\" text-anchor=\"middle\">entries</text>"
	print "<text x=\"60\" y=\"18\">purge / DELETE alone</text>"
	curve("one", "#a40", "one hour due")
	curve("all", "#05a", "everything due")
	print "</svg>"
}
