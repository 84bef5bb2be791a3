# SPDX-License-Identifier: ISC
# typed.sh: what the tests share in which a person types at a bare terminal, after lib.sh.

pid=$scratch/pid

# at_terminal SCRIPT COMMAND...: plays the steps of the file SCRIPT at a shell that runs COMMAND... on an
# empty screen, says with what it ended, shows what is typed then, and after Enter begins again, until
# that is "bye". The process id of COMMAND is in $pid. $play_options are more options of play.
at_terminal() {
	need_play
	played=$1
	shift
	# shellcheck disable=SC2016,SC2086 # expanded by that shell; options are words
	"$PLAY" -l 20 ${play_options:-} -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" -e PID="$pid" \
		"$played" -- sh -c '
			trap : INT
			while [ "${typed:-}" != bye ]; do
				printf "\033[H\033[2J"
				sh -c "echo \$\$ > $PID; exec \"\$@\"" sh "$@"
				echo "it ended with $?"
				read -r typed
			done' sh "$@" >> "$scratch/screens" || fail "this was not what $played says: $*"
}

# ended STATUS [NEXT]: the steps of its end, when what is typed is shown again; NEXT: bye, or once more.
ended() {
	cat <<TEXT
wait it ended with $1
type ${2:-next}
wait ${2:-next}
key Enter
TEXT
	[ "${2:-next}" = bye ] && echo 'exit 0' || echo "wait-gone it ended with $1"
}
