# SPDX-License-Identifier: ISC
# whole.awk: reads screens of a pseudo-locale as 26-pseudo-locale.sh prepares them: { and } for the
# brackets, no data and no boxes. Prints what is wrong. Screens of one name in a row are one text, paged.

function finish(    r, i, ch, depth, low, start, title, line, begun) {
	if (name == "")
		return
	# where this page begins: within as many brackets as it closes without having opened
	low = depth = 0
	title = ""
	begun = 0
	for (r = 1; r < rows; r++) {
		for (i = 1; i <= length(row[r]); i++) {
			ch = substr(row[r], i, 1)
			depth += (ch == "{") - (ch == "}")
			low = depth < low ? depth : low
		}
	}
	start = paged ? -low : 0
	depth = 0
	for (r = 0; r < rows; r++) {
		line = row[r]
		if (line ~ /[{]More below/) {
			depth = 0
		}
		# a page may lie within one paragraph, and neither open nor close it
		if (paged && title != "" && !begun && line ~ /[^ ]/) {
			begun = 1
			if (depth == 0 && line !~ /[{}]/)
				depth = 1
		}
		for (i = 1; i <= length(line); i++) {
			ch = substr(line, i, 1)
			depth += (ch == "{") - (ch == "}")
			if (depth < 0) {
				bad = bad name ", row " r ": the beginning is cut off: " line "\n"
				depth = 0
			}
			if (depth == 0 && ch ~ /[A-Za-z]/) {
				bad = bad name ", row " r ": not translated, or cut off: " line "\n"
				break
			}
		}
		if (r == 0 && depth != 0) {
			bad = bad name ": the bar is cut off: " line "\n"
			depth = 0
		}
		if (title == "" && r > 0 && line ~ /[^ ]/) {
			title = line
			if (depth != 0)
				bad = bad name ": the title is cut off: " line "\n"
			depth = start
		}
	}
	if (depth != 0)
		bad = bad name ": the end is cut off\n"
	screens++
}

/^[a-z0-9-]+ \(/ {
	finish()
	paged = ($1 == name)
	name = $1
	rows = 0
	next
}

/^[|]/ {
	row[rows++] = substr($0, 2, length($0) - 2)
}

END {
	finish()
	printf "%s", bad
	exit bad != "" || screens < least
}
