# SPDX-License-Identifier: GPL-3.0-or-later
# Fails if a log of LaTeX tells of overfull boxes, undefined or duplicate references.
/^Overfull / || /LaTeX Warning: .*(undefined|multiply defined|There were)/ ||
    /destination with the same identifier|has been referenced but does not exist/ {
    print FILENAME ": " $0 >"/dev/stderr"
    found = 1
}

END {
    exit found
}
