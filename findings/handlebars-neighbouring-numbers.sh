#!/usr/bin/env bash
# handlebars 4.7.8 (npm), the language of SES's e-mail templates, with noEscape (SES escapes nothing): two placeholders without text between them are added, when
# both values are numbers, instead of written one after the other. An order number of two parts, or a price of units and cents, becomes their sum. With escaping,
# with strings, or with any text between them they are joined. Who renders SES's templates by it for a preview has to turn numbers into strings before.
# Seen: "noEscape: 3", "escaped: 12", "strings: 12", "text between: 1.2"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --no-package-lock handlebars@4.7.8 >/dev/null
cat > finding.cjs <<'P'
const { compile } = require('handlebars');
console.log(`noEscape: ${compile('{{a}}{{b}}', { noEscape: true })({ a: 1, b: 2 })}`);
console.log(`escaped: ${compile('{{a}}{{b}}')({ a: 1, b: 2 })}`);
console.log(`strings: ${compile('{{a}}{{b}}', { noEscape: true })({ a: '1', b: '2' })}`);
console.log(`text between: ${compile('{{a}}.{{b}}', { noEscape: true })({ a: 1, b: 2 })}`);
P
seen=$(node finding.cjs)
echo "$seen"
[ "$seen" = "noEscape: 3
escaped: 12
strings: 12
text between: 1.2" ] || { echo "changed"; exit 1; }
