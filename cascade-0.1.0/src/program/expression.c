/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/expression.h"

#include <stdio.h>
#include <string.h>

/* A recursive-descent parser that keeps one character of lookahead.  Only
   parentheses, functions and signs recurse, and `depth` bounds them, so that the
   stack is bounded too. */
typedef struct parser {
    cas_program *program;
    const char *text;
    size_t length, at; /* text[at] is the next character */
    int depth;
    cas_message *message;
} parser;

enum { SHOWN_CHARACTERS = 24 };

static cas_status parse_sum(parser *in, size_t *node);
static cas_status parse_unary(parser *in, size_t *node);

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void skip_blanks(parser *in)
{
    while (in->at < in->length && strchr(" \t\r\n", in->text[in->at]) != NULL)
        in->at++;
}

/* The next character that is not blank; NUL at the end. */
static char peek(parser *in)
{
    skip_blanks(in);
    return in->text[in->at];
}

static bool skip(parser *in, char c)
{
    bool is_there = peek(in) == c;
    if (is_there)
        in->at++;
    return is_there;
}

/* How many characters the word or number has that starts at `at`; 1 for any
   other character. */
static size_t token_length(const parser *in, size_t at)
{
    size_t end = at;
    while (is_letter(in->text[end]) || is_digit(in->text[end]) || in->text[end] == '.')
        end++;
    return end > at ? end - at : 1;
}

/* What stands at in->at, for an error message. */
static void describe_found(parser *in, char *found, size_t size)
{
    char c = peek(in);
    size_t length = token_length(in, in->at);
    bool is_long = length > SHOWN_CHARACTERS;
    if (c == '\0')
        snprintf(found, size, "the end");
    else if (c < ' ' || c > '~')
        snprintf(found, size, "byte 0x%02x", (unsigned)(unsigned char)c);
    else
        snprintf(found, size, "'%.*s%s'", is_long ? SHOWN_CHARACTERS : (int)length,
                 in->text + in->at, is_long ? "..." : "");
}

static cas_status expected(parser *in, const char *what)
{
    char found[SHOWN_CHARACTERS + 16];
    describe_found(in, found, sizeof found);
    return cas_fail(in->message, CAS_SYNTAX, "column %zu: expected %s, found %s",
                    in->at + 1, what, found);
}

static cas_status enter(parser *in)
{
    if (++in->depth > CAS_EXPRESSION_DEPTH)
        return cas_fail(in->message, CAS_LIMIT,
                        "column %zu: expected at most %d nested parentheses, functions "
                        "and signs",
                        in->at + 1, CAS_EXPRESSION_DEPTH);
    return CAS_OK;
}

static cas_status check_size(parser *in)
{
    if (in->program->node_count > CAS_PROGRAM_NODES)
        return cas_fail(in->message, CAS_LIMIT,
                        "column %zu: expected at most %d different subexpressions",
                        in->at + 1, CAS_PROGRAM_NODES);
    return CAS_OK;
}

static size_t skip_digits(const parser *in, size_t at, bool (*is_one)(char))
{
    while (is_one(in->text[at]))
        at++;
    return at;
}

/* Where the number ends that starts at in->at.  An e or p without digits is
   not a part of it. */
static size_t number_end(const parser *in)
{
    const char *text = in->text;
    size_t at = in->at;
    bool is_hex = text[at] == '0' && (text[at + 1] == 'x' || text[at + 1] == 'X');
    bool (*is_one)(char) = is_hex ? is_hex_digit : is_digit;
    at = skip_digits(in, is_hex ? at + 2 : at, is_one);
    if (text[at] == '.')
        at = skip_digits(in, at + 1, is_one);
    if (text[at] != '\0' && strchr(is_hex ? "pP" : "eE", text[at]) != NULL) {
        size_t digits = at + 1;
        if (text[digits] == '+' || text[digits] == '-')
            digits++;
        if (is_digit(text[digits]))
            at = skip_digits(in, digits, is_digit);
    }
    return at;
}

static cas_status parse_number(parser *in, size_t *node)
{
    size_t end = number_end(in);
    mpq_t value;
    mpq_init(value);
    cas_status status =
        cas_rational_read(value, in->text + in->at, end - in->at, in->message);
    if (status == CAS_OK)
        *node = cas_program_constant(in->program, value);
    else
        cas_fail_in(in->message, status, "column %zu", in->at + 1);
    mpq_clear(value);
    in->at = end;
    return status;
}

/* digits[0..length) as a number, or more than limit where it is larger;
   0 for no number. */
static size_t read_index(const char *digits, size_t length, size_t limit)
{
    size_t value = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(digits[i]) || (i == 0 && digits[i] == '0'))
            return 0;
        value = value > limit ? value : 10 * value + (size_t)(digits[i] - '0');
    }
    return value;
}

static cas_status parse_variable(parser *in, size_t *node)
{
    const char *name = in->text + in->at;
    size_t length = token_length(in, in->at);
    bool is_y = name[0] == 'y';
    size_t count = is_y ? in->program->in : in->program->weights;
    size_t i = read_index(name + 1, length - 1, count);
    if (i == 0 || i > count) {
        const char *whose = is_y ? "inputs" : "weights";
        bool is_long = length > SHOWN_CHARACTERS;
        int shown = is_long ? SHOWN_CHARACTERS : (int)length;
        if (count == 0)
            return cas_fail(in->message, CAS_INPUT,
                            "column %zu: variable '%.*s%s', but there are no %s",
                            in->at + 1, shown, name, is_long ? "..." : "", whose);
        return cas_fail(in->message, CAS_INPUT,
                        "column %zu: expected one of the %s %c1 to %c%zu, found '%.*s%s'",
                        in->at + 1, whose, name[0], name[0], count, shown, name,
                        is_long ? "..." : "");
    }
    in->at += length;
    *node = is_y ? cas_program_y(in->program, i - 1) : cas_program_w(in->program, i - 1);
    return CAS_OK;
}

/* "exp, log, ...": the names of all functions. */
static void list_functions(char *list, size_t size)
{
    size_t used = 0;
    for (int f = 0; f < CAS_FUNCTION_COUNT && used < size; f++) {
        int more = snprintf(list + used, size - used, "%s%s", f == 0 ? "" : ", ",
                            cas_function_names[f]);
        used += more > 0 ? (size_t)more : 0;
    }
}

static cas_status find_function(parser *in, cas_function *function)
{
    const char *name = in->text + in->at;
    size_t length = token_length(in, in->at);
    for (int f = 0; f < CAS_FUNCTION_COUNT; f++) {
        const char *known = cas_function_names[f];
        if (strlen(known) == length && memcmp(known, name, length) == 0) {
            *function = (cas_function)f;
            in->at += length;
            return CAS_OK;
        }
    }
    char list[256], found[SHOWN_CHARACTERS + 16];
    list_functions(list, sizeof list);
    describe_found(in, found, sizeof found);
    return cas_fail(
        in->message, CAS_INPUT,
        "column %zu: expected a variable (y1, w1, ..) or a function (%s), found %s",
        in->at + 1, list, found);
}

/* The rest of "(" sum ")" after the opening parenthesis. */
static cas_status parse_parentheses(parser *in, size_t *node)
{
    cas_status status = parse_sum(in, node);
    if (status != CAS_OK)
        return status;
    if (!skip(in, ')'))
        return expected(in, "an operator or ')'");
    in->depth--;
    return CAS_OK;
}

static cas_status parse_function(parser *in, size_t *node)
{
    cas_function function;
    cas_status status = find_function(in, &function);
    if (status != CAS_OK)
        return status;
    if (peek(in) != '(')
        return expected(in, "'(' after the function's name");
    status = enter(in);
    if (status != CAS_OK)
        return status;
    in->at++;
    size_t argument;
    status = parse_parentheses(in, &argument);
    if (status == CAS_OK)
        *node = cas_program_apply(in->program, function, argument);
    return status;
}

/* y or w, then nothing or digits. */
static bool is_variable(const parser *in)
{
    char next = in->text[in->at + 1];
    return (in->text[in->at] == 'y' || in->text[in->at] == 'w') && !is_letter(next);
}

static cas_status parse_primary(parser *in, size_t *node)
{
    char c = peek(in);
    if (is_digit(c) || c == '.')
        return parse_number(in, node);
    if (is_letter(c))
        return is_variable(in) ? parse_variable(in, node) : parse_function(in, node);
    if (c != '(')
        return expected(in, "a number, variable, function or '('");
    cas_status status = enter(in);
    if (status != CAS_OK)
        return status;
    in->at++;
    return parse_parentheses(in, node);
}

static cas_status parse_exponent(parser *in, long *exponent)
{
    bool is_negative = skip(in, '-');
    char c = peek(in);
    size_t end = skip_digits(in, in->at, is_digit);
    if (!is_digit(c) || end != in->at + token_length(in, in->at))
        return expected(in, "an integer exponent");
    long value = 0;
    for (size_t i = in->at; i < end && value <= CAS_PROGRAM_EXPONENT; i++)
        value = 10 * value + (in->text[i] - '0');
    if (value > CAS_PROGRAM_EXPONENT)
        return cas_fail(in->message, CAS_LIMIT,
                        "column %zu: expected an exponent of at most %d", in->at + 1,
                        CAS_PROGRAM_EXPONENT);
    in->at = end;
    *exponent = is_negative ? -value : value;
    return CAS_OK;
}

static cas_status parse_power(parser *in, size_t *node)
{
    cas_status status = parse_primary(in, node);
    if (status != CAS_OK || !skip(in, '^'))
        return status;
    long exponent = 0;
    status = parse_exponent(in, &exponent);
    if (status != CAS_OK)
        return status;
    if (peek(in) == '^')
        return expected(in, "an operator other than '^' (write (a^b)^c or a^(b c))");
    *node = cas_program_power(in->program, *node, exponent);
    return CAS_OK;
}

static cas_status parse_unary(parser *in, size_t *node)
{
    char c = peek(in);
    if (c != '-' && c != '+')
        return parse_power(in, node);
    cas_status status = enter(in);
    if (status != CAS_OK)
        return status;
    in->at++;
    status = parse_unary(in, node);
    in->depth--;
    if (status == CAS_OK && c == '-')
        *node = cas_program_negate(in->program, *node);
    return status;
}

/* operand { operator operand } for the two operators given. */
static cas_status parse_chain(parser *in, cas_status (*operand)(parser *, size_t *),
                              const char *operators, const cas_opcode codes[2],
                              size_t *node)
{
    cas_status status = operand(in, node);
    while (status == CAS_OK) {
        status = check_size(in);
        char c = peek(in);
        const char *found = c == '\0' ? NULL : strchr(operators, c);
        if (status != CAS_OK || found == NULL)
            break;
        in->at++;
        size_t right;
        status = operand(in, &right);
        if (status == CAS_OK)
            *node =
                cas_program_binary(in->program, codes[found - operators], *node, right);
    }
    return status;
}

static cas_status parse_product(parser *in, size_t *node)
{
    static const cas_opcode codes[2] = {CAS_MULTIPLY, CAS_DIVIDE};
    return parse_chain(in, parse_unary, "*/", codes, node);
}

static cas_status parse_sum(parser *in, size_t *node)
{
    static const cas_opcode codes[2] = {CAS_ADD, CAS_SUBTRACT};
    return parse_chain(in, parse_product, "+-", codes, node);
}

cas_status cas_expression_read(cas_program *program, const char *text, size_t *node,
                               cas_message *message)
{
    parser in = {.program = program, .text = text, .message = message};
    in.length = strlen(text);
    if (in.length > CAS_EXPRESSION_LENGTH)
        return cas_fail(message, CAS_LIMIT, "expected at most %d characters, found %zu",
                        CAS_EXPRESSION_LENGTH, in.length);
    cas_status status = parse_sum(&in, node);
    if (status == CAS_OK && peek(&in) != '\0')
        return expected(&in, "an operator or the end of the expression");
    return status;
}
