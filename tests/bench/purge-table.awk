# SPDX-License-Identifier: ISC
# Usage: awk -f tests/bench/purge-table.awk LINES
# The medians of what purge.sh measured, ratios first.

function median(list, count, i, j, t) {
	for (i = 2; i <= count; i++)
		for (j = i; j > 1 && list[j - 1] + 0 > list[j] + 0; j--) {
			t = list[j]; list[j] = list[j - 1]; list[j - 1] = t
		}
	return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}

# of(KEY, FIELD): the median of that field over all lines of KEY
function of(key, field, i, list) {
	for (i = 1; i <= n[key]; i++)
		list[i] = value[key, i, field]
	return median(list, n[key])
}

$1 == "wait" {
	waits = waits sprintf("longest wait while %d entries were purged: %.1f ms for the kiosk, %.1f ms for a reader (%d tries)\n", $2, $3, $4, $5)
	next
}

{
	key = $1 == "sync" ? "sync" : $1 " " $2 " " $3
	n[key]++
	for (i = 1; i <= NF; i++)
		value[key, n[key], i] = $i
	if ($1 != "sync" && !($1 " " $2 in seen)) {
		seen[$1 " " $2] = 1
		order[++rows] = $1 " " $2
	}
}

END {
	append = of("sync", 2)
	printf "4 KiB appended and synced: %.3f ms; written in place and synced: %.3f ms; a name removed and its folder synced: %.3f ms\n\n", append, of("sync", 3), of("sync", 4)
	print "| entries | due | purge / DELETE | the same of processor time | purge - DELETE, in syncs | purge, ms | DELETE, ms | unreadable after, ms | ms a key file | resident at most, KiB | written, KiB | written by DELETE, KiB | runs |"
	print "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
	for (r = 1; r <= rows; r++) {
		split(order[r], part, " ")
		purge = order[r] " purge"
		rival = order[r] " rival"
		a = of(purge, 4)
		b = of(rival, 4)
		keys = of(purge, 6)
		per = keys > 1 ? of(purge, 7) / (keys - 1) : of(purge, 5)
		due = part[2] == "one" ? "one hour" : "everything"
		printf "| %d | %s | %.2f | %.2f | %.1f | %.1f | %.1f | %.1f | %.2f | %d | %d | %d | %d |\n", part[1], due, a / b, of(purge, 9) / of(rival, 9), (a - b) / append, a, b, of(purge, 5), per, of(purge, 8), of(purge, 10), of(rival, 10), n[purge]
	}
	printf "\n%s", waits
}
