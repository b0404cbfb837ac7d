#!/bin/sh
# Takes contributions into a map and writes the file that the page shows.
#
#   publish.sh MAP CONTRIBUTIONS PUBLISHED
#
# MAP is the map's own file and is written anew, CONTRIBUTIONS a folder of packets, PUBLISHED what lies beside the page.
# The repository is public, so nothing private may be in any of them: then nothing is written at all. GOSMART names the
# program, if it is not called gosmart.
set -eu
gosmart=${GOSMART:-gosmart}
map=$1
contributions=$2
published=$3

set -- "$map"
for packet in "$contributions"/*.json; do
    if [ -e "$packet" ]; then set -- "$@" "$packet"; fi
done

refused=0
for file in "$@"; do
    # The last line says why.
    told=$("$gosmart" validate "$file" --profile public 2>&1) || {
        refused=1
        printf '%s\n' "$told" | tail -n 1 >&2
    }
done
if [ "$refused" -ne 0 ]; then exit 1; fi

if [ "$#" -gt 1 ]; then
    "$gosmart" merge "$@" --out "$map"
fi
"$gosmart" convert "$map" "$published" --profile public
