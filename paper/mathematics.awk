# SPDX-License-Identifier: GPL-3.0-or-later
# Typesets the ledger's text, plain words with formulas such as
# "E||u~_i - u_i||^2 <= 2 C^2 sum_{j>=i} E||a_j||^2 for all i", as LaTeX.
#
#   typeset(text, expand)
#
# calls claim_link(id) for a claim's id in the text.
# expand: 1 if C, K, L, H are the constants of Assumption 3, which are written out; 2 if u is no
# gradient either.
# The text is cut into tokens; each is found to be prose or mathematics; runs of mathematics
# stand between dollar signs.  Where a long formula may be broken on a web page stands \Break.

BEGIN {
    split("alpha beta gamma delta epsilon theta kappa lambda mu sigma tau rho phi psi xi eta " \
        "Lambda Gamma Delta Theta Sigma", names, " ")
    for (i in names)
        letter_name[names[i]] = "\\" names[i]
    letter_name["epsilon"] = "\\varepsilon"
    split("sum prod int ln log exp sin cos tan tanh atan max min sup inf", names, " ")
    for (i in names)
        function_name[names[i]] = "\\" names[i]
    function_name["atan"] = "\\arctan"
    function_name["avg"] = "\\operatorname{avg}"
    function_name["mean"] = "\\operatorname{mean}"
    split("grad nabla sqrt dt Dt infinity", names, " ")
    for (i in names)
        other_name[names[i]] = 1
    other_name["grad"] = other_name["nabla"] = "\\nabla"
    other_name["dt"] = "\\,dt"
    other_name["Dt"] = "\\Delta t"
    other_name["infinity"] = "\\infty"
    split("<= >= := != -> +- ... .. ||", operators, " ")
    split("\\le \\ge := \\ne \\to \\pm \\dots \\dots \\|", operator_text, " ")
    for (i in operators)
        operator_of[operators[i]] = operator_text[i]
}

# What carries a number of its own.
BEGIN {
    numbered = "^(Appendix|Assumption|Corollary|Example|Figure|Lemma|Remark|Section|Table|Theorem)$"
}

function is_name(text)
{
    return text ~ /^[A-Za-z]+$/
}

function is_number(text)
{
    return text ~ /^[0-9]/
}

# The length of the token at the start of a text.
function token_length(text, attached,    i)
{
    if (match(text, /^(eq|thm|lem|cor|tab|rem|sec|app|fig|poster):[A-Za-z0-9.+\/-]*[A-Za-z0-9]/))
        return RLENGTH
    if (!attached && match(text, /^\([0-9]+[a-z]?\)/) && substr(text, RLENGTH + 1, 1) != "^")
        return RLENGTH
    if (match(text, /^(Top-[0-9Kk]|[ie]\.[eg]\.|A\.[0-9]|[0-9]+-[a-z][a-z]+)/))
        return RLENGTH
    if (!attached && match(text, /^[A-Za-z]+(-[A-Za-z][a-z]+)+/) && !is_mathematical_compound(text))
        return RLENGTH
    if (match(text, /^[A-Za-z][A-Za-z]+'s/) || match(text, /^[A-Za-z]+/) ||
        match(text, /^[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/))
        return RLENGTH
    for (i = 1; i in operators; i++)
        if (index(text, operators[i]) == 1)
            return length(operators[i])
    return 1
}

function is_mathematical_compound(text,    parts)
{
    split(substr(text, 1, RLENGTH), parts, "-")
    return (parts[2] in letter_name) || ((parts[2] in function_name) && parts[2] != "mean")
}

function cut(text,    n, size)
{
    tokens = 0
    while (text != "") {
        spaced[tokens + 1] = match(text, /^[ \t]+/)
        if (spaced[tokens + 1])
            text = substr(text, RLENGTH + 1)
        if (text == "")
            break
        n = ++tokens
        size = token_length(text, !spaced[n] && n > 1 && token[n - 1] !~ /^[("-]$/)
        token[n] = substr(text, 1, size)
        text = substr(text, size + 1)
    }
    token[tokens + 1] = token[tokens + 2] = ""
    spaced[tokens + 1] = spaced[tokens + 2] = 1
}

# A word in the sense of prose, of whatever stands around it.
function is_word(text)
{
    return (text ~ /^[A-Za-z][A-Za-z]/ && text !~ /^[a-z][A-Z]$/ && !(text in letter_name) &&
        !(text in function_name) && !(text in other_name)) || text ~ /^[ie]\./ ||
        text ~ /^A\.[0-9]/ || text ~ /^[0-9]+-/
}

function is_operator(text)
{
    return (text in operator_of) || text ~ /^[=<>+*\/^_~|-]$/
}

function name_is_mathematics(n,    next_one)
{
    next_one = token[n + 1]
    if (length(token[n]) == 1) {
        if (token[n] == "a" && spaced[n + 1] && next_one ~ /^[A-Za-z0-9]/ && n > 1 &&
            is_word(token[n - 1]))
            return 0
        if (spaced[n + 1] && is_word(next_one) && (token[n] == "a" || token[n] == "A" &&
            (n == 1 || token[n - 1] ~ /^[.:;]$/)))
            return n > 1 && is_operator(token[n - 1])
        return token[n] != "I"
    }
    if (token[n] ~ /^[a-z][A-Z]$/)
        return 1
    if ((token[n] in letter_name) || token[n] ~ /^(grad|nabla|dt|Dt|infinity)$/)
        return 1
    if (n > 1 && !spaced[n] && token[n - 1] ~ /^[_^]$/)
        return 1
    if ((token[n] in function_name) || token[n] == "sqrt")
        return !spaced[n + 1] && next_one ~ /^[_^({]$/ && !bracket_has_word(n + 1) ||
            spaced[n + 1] && next_one != "" && !is_word(next_one) && next_one !~ /^[.,;:]$/
    return 0
}

function closing_of(n,    depth, i)
{
    for (i = n; i <= tokens; i++) {
        depth += index("([{", token[i]) > 0
        depth -= index(")]}", token[i]) > 0
        if (depth == 0)
            return i
    }
    return 0
}

# Whether words stand in parentheses, other than as an index or a condition of a mean; or the two
# ends of an interval after a number.
function bracket_has_word(n,    last, after_number)
{
    if (token[n] != "(")
        return 0
    after_number = n > 1 && spaced[n] && is_number(token[n - 1])
    for (last = closing_of(n); n < last; n++)
        if (after_number && token[n] == ",")
            return 1
        else if (token[n] == "[" && closing_of(n))
            n = closing_of(n)
        else if (is_range(n) || (is_word(token[n]) && token[n - 1] !~ /^[_^]$/))
            return 1
    return 0
}

function is_operand(text)
{
    return is_number(text) || text ~ /^[])}]$/ || (is_name(text) && !is_word(text))
}

# mathematics[n]: 1 in a formula, 2 a number, which is as its neighbours are.
function classify(    n, last, i)
{
    for (n = 1; n <= tokens; n++)
        mathematics[n] = is_number(token[n]) ? 2 : is_name(token[n]) ? name_is_mathematics(n) : \
            is_operator(token[n]) || (token[n] ~ /^[][{})(]$/ && length(token[n]) == 1)
    for (n = 1; n <= tokens; n++) {
        last = token[n] ~ /^[[{(]$/ ? closing_of(n) : 0
        if (token[n] ~ /^[[{(]$/ && !last)
            mathematics[n] = 0
        if (!last)
            continue
        if (bracket_has_word(n))
            mathematics[n] = mathematics[last] = 0
        else
            for (i = n; i <= last; i++)
                mathematics[i] = 1
    }
    for (n = 1; n <= tokens; n++)
        if (opens_angle(n))
            for (last = n; last <= tokens && token[last] != ">"; last++)
                mathematics[last] = 1
    for (n = 2; n <= tokens; n++)
        if (token[n] == "-" && !spaced[n] && !spaced[n + 1] && is_word(token[n + 1]))
            mathematics[n] = 0
        else if (token[n] == "'" && !spaced[n] && mathematics[n - 1] == 1 &&
            token[n + 1] ~ /^['(|]$/ && (length(token[n - 1]) == 1 || (token[n - 1] in letter_name)))
            mathematics[n] = 1
        else if (token[n] == ".." || token[n] == "...")
            mathematics[n] = mathematics[n - 1] && n < tokens && mathematics[n + 1] && !is_range(n)
    for (n = 1; n <= tokens; n++)
        if (mathematics[n] == 2)
            mathematics[n] = !(n > 1 && token[n - 1] ~ numbered) &&
                ((n > 1 && mathematics[n - 1] == 1) || mathematics[n + 1] == 1)
    mathematics[tokens + 1] = 0
}

# Whether token n stands between the ends of a range of decimals.
function is_range(n)
{
    return token[n] == ".." && n > 1 && is_number(token[n - 1]) && is_number(token[n + 1]) &&
        (token[n - 1] token[n + 1]) ~ /\./
}

function constant_of(n)
{
    if (expanding != 1 || token[n + 1] == "_" || (token[n + 1] == "^" && token[n + 2] ~ /^[eb]$/))
        return token[n]
    return token[n] == "C" ? "C_{\\nabla f}" : token[n] == "K" ? "C_{\\nabla^2 f}" : \
        token[n] == "L" ? "L_{\\nabla f}" : "L_{\\nabla^2 f}"
}

# A letter as the paper writes it.
function letter_of(n,    text)
{
    text = token[n]
    if (text in letter_name)
        return letter_name[text] " "
    if (text == "E")
        return token[n + 1] ~ /^(\[|\|\|?|\^)$/ || token[n + 2] == "t" ? "\\mathbb E" : "E"
    if (text == "G" || (text == "H" && token[n + 1] == "_") || (text == "F" && token[n + 1] != "_" &&
        token[n - 1] != "_"))
        return "\\mathcal " text
    if (text == "O" && token[n + 1] == "(")
        return "\\mathcal O"
    if (text ~ /^[CKLH]$/)
        return constant_of(n)
    if (text == "u" && expanding < 2 && token[n + 1] != "_" && (token[n + 1] != "~" || token[n + 2] != "_"))
        return "\\mathbf u"
    if (text == "l")
        return "\\ell "
    if (length(text) == 1)
        return text
    if (text == "op")
        return "\\mathrm{op}"
    if (text ~ /^[a-z][A-Za-z]$/)
        return text
    return "\\text{" text "}"
}

# The argument of ^ or _ at token n; sets `behind` to the token behind it.
function argument(n, of_power,    last, sign, text)
{
    if (token[n] == "-") {
        sign = "-"
        n++
    }
    last = n
    if (token[n] == "{" || (token[n] == "(" && of_power)) {
        last = closing_of(n)
        text = formula(n + 1, last - 1, 0)
    } else
        text = formula(n, last, 0)
    behind = last + 1
    return "{" sign text "}"
}

function fraction(n)
{
    return token[n] ~ /^[0-9][0-9]?$/ && token[n + 1] == "/" && token[n + 2] ~ /^[0-9][0-9]?$/ &&
        token[n + 3] !~ /^[\/^]$/ && token[n - 1] !~ /^[\/^_]$/
}

function is_relation(text)
{
    return text ~ /^([=<>]|<=|>=|:=|!=)$/
}

function opens_angle(n)
{
    return token[n] == "<" && !spaced[n + 1] && (n == 1 || spaced[n] || token[n - 1] ~ /^[(-]$/)
}

function is_transposed(n)
{
    return token[n + 1] == "^" && token[n + 2] == "T"
}

# 1.2e+06 as a power of ten.
function decimal(text,    parts)
{
    return split(text, parts, "e") == 2 ? parts[1] " \\cdot 10^{" (parts[2] + 0) "}" : text
}

# The space before token n where mere juxtaposition would mislead: entries of a matrix, and
# "mu/2 w".
function gap(n)
{
    if (n == 1 || !spaced[n])
        return ""
    if (is_number(token[n - 1]) && (is_number(token[n]) || token[n] == "-" && !spaced[n + 1]))
        return "\\;\\;"
    if (is_number(token[n]) && is_operand(token[n - 1]))
        return "\\;"
    return n > 2 && token[n - 2] == "/" && !after_fraction && is_operand(token[n - 1]) &&
        (is_operand(token[n]) || token[n] == "||") ? "\\," : ""
}

# The formula of the tokens from n to last; top: 0 in an index, 2 where it may be broken.
function formula(n, last, top,    text, depth, bars, angles, piece, previous, space)
{
    while (n <= last) {
        behind = n + 1
        space = text == "" ? "" : gap(n)
        after_fraction = 0
        previous = n > 1 ? token[n - 1] : ""
        if (is_name(token[n])) {
            if (token[n] == "sqrt") {
                if (token[n + 1] == "(") {
                    piece = "\\sqrt{" formula(n + 2, closing_of(n + 1) - 1, 0) "}"
                    behind = closing_of(n + 1) + 1
                } else {
                    piece = "\\sqrt{" formula(n + 1, n + 1, 0) "}"
                    behind = n + 2
                }
            } else if (token[n] == "inf" && token[n + 1] ~ /^[])]$/)
                piece = "\\infty"
            else if (token[n] in function_name)
                piece = function_name[token[n]] " "
            else if (token[n] in other_name)
                piece = other_name[token[n]] " "
            else if (token[n] == "x" && spaced[n] && spaced[n + 1] && is_operand(previous) &&
                is_operand(token[n + 1]))
                piece = "\\times "
            else if (is_word(token[n]) && (n == 1 || token[n - 1] !~ /^[_^]$/))
                piece = "\\text{" (spaced[n] ? " " : "") token[n] (spaced[n + 1] ? " " : "") "}"
            else
                piece = letter_of(n)
            if (token[n + 1] == "~") {
                piece = "\\tilde{" piece "}"
                behind = n + 2
                if (behind <= last && spaced[behind] && is_transposed(n + 1))
                    piece = piece " "
            } else if (token[n] == "w" && token[n + 1] == "+" && !spaced[n + 1] && n < last) {
                piece = "w^+"
                behind = n + 2
            } else if (token[n + 1] == "*" && !spaced[n + 1] && n < last &&
                (spaced[n + 2] || token[n + 2] ~ /^[]),.;:]$/)) {
                piece = piece "^*"
                behind = n + 2
            }
        } else if (top && n + 2 <= last && fraction(n)) {
            piece = "\\tfrac{" token[n] "}{" token[n + 2] "}"
            after_fraction = 1
            behind = n + 3
        } else if (token[n] == "1" && token[n + 1] == "[")
            piece = "\\mathbf 1"
        else if (is_number(token[n]))
            piece = decimal(token[n])
        else if (token[n] == "^" && token[n + 1] == "T" &&
            (previous ~ /^[ABWvx~]$/ || previous == "]" || token[n - 2] == "_" &&
                token[n - 3] ~ /^[ABWv~]$/ || previous == "}")) {
            piece = "^\\top "
            behind = n + 2
        } else if (token[n] == "^" || token[n] == "_") {
            piece = token[n]
            piece = piece argument(n + 1, token[n] == "^")
        } else if (opens_angle(n)) {
            piece = "\\langle "
            angles++
        } else if (token[n] == ">" && angles) {
            piece = "\\rangle "
            angles--
        } else if (token[n] == "||")
            piece = bars ? "\\rVert " : "\\lVert "
        else if (token[n] == "|")
            piece = spaced[n] && spaced[n + 1] ? "\\mid " : "|"
        else if (token[n] == "*")
            piece = "\\cdot "
        else if (token[n] in operator_of)
            piece = operator_of[token[n]] " "
        else if (token[n] ~ /^[{}]$/)
            piece = "\\" token[n]
        else if (token[n] == ",")
            piece = ", "
        else
            piece = token[n]
        depth += index("([{", token[n]) > 0
        depth -= index(")]}", token[n]) > 0
        if (token[n] == "||")
            bars = !bars
        if (space != "" && piece == "-")
            piece = "{-}"
        if (top == 2 && text != "" && !depth && !bars && !angles && spaced[n] && spaced[n + 1] &&
            (is_relation(token[n]) || token[n] ~ /^[+-]$/))
            piece = "\\Break " piece
        text = text space piece
        n = behind
    }
    return text
}

function escaped(text,    i, c, result)
{
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\\")
            c = "\\textbackslash{}"
        else if (c == "~")
            c = "\\textasciitilde{}"
        else if (c == "^")
            c = "\\textasciicircum{}"
        else if (c == "<" || c == ">" || c == "|")
            c = c == "<" ? "\\textless{}" : c == ">" ? "\\textgreater{}" : "\\textbar{}"
        else if (index("${}&#%_", c))
            c = "\\" c
        result = result c
    }
    gsub(/--/, "-{}-", result)
    return result
}

function prose(n,    parts)
{
    if (token[n] ~ /^(eq|thm|lem|cor|tab|rem|sec|app|fig|poster):/)
        return claim_link(token[n])
    if (split(token[n], parts, "-") == 2 && (parts[1] in letter_name))
        return "$" letter_name[parts[1]] "$-" parts[2]
    if (token[n] ~ /^F-/)
        return "$\\mathcal F$" substr(token[n], 2)
    if (token[n] ~ /^['"]$/ && (spaced[n] || n == 1))
        return token[n] == "'" ? "`" : "``"
    if (token[n] == "\"")
        return "''"
    if (is_range(n))
        return "to"
    if (token[n] ~ /^[0-9.]+e[-+]/)
        return "$" decimal(token[n]) "$"
    return escaped(token[n])
}

function typeset(text, expand,    n, first, size, result)
{
    expanding = expand
    if (expand == 1)
        sub(/, H = L_[{]grad\^2 f[}]$/, "", text)
    cut(text)
    classify()
    for (n = 1; n <= tokens; n++) {
        if (spaced[n] && n > 1)
            result = result " "
        if (!mathematics[n]) {
            result = result prose(n)
            continue
        }
        size = length(token[first = n])
        while (mathematics[n + 1])
            size += length(token[++n])
        result = result "$" formula(first, n, size > 40 ? 2 : 1) "$"
    }
    return result
}
