namespace LocalCloud.Aws.CloudWatch.Alarms.Composites;

/// <summary>
/// A rule expression: ALARM("name"), OK, INSUFFICIENT_DATA, TRUE, FALSE, AND, OR, NOT and parentheses (docs: API_PutCompositeAlarm).
/// </summary>
internal abstract record AlarmRule
{
    private const int MostAlarms = 100,
        Deepest = 100;

    /// <param name="state">of an alarm by its name; null when it is not there</param>
    public abstract bool Holds(Func<string, string?> state);

    public abstract IEnumerable<string> Alarms { get; }

    /// <param name="scope">ARNs of other accounts and regions name no alarm here</param>
    public static Result<AlarmRule> Parse(string text, Scope scope)
    {
        var reader = new Reader(text, scope.Arn("cloudwatch", "alarm:"));
        var rule = reader.Either();
        if (reader.Fault is null && !reader.IsAtEnd)
            reader.Fail("AND, OR or the end");
        if (reader.Fault is { } fault)
            return Errors.Validation($"AlarmRule is not valid: {fault}");
        return rule.Alarms.Distinct(StringComparer.Ordinal).Count() > MostAlarms
            ? Errors.Validation($"An AlarmRule can have at most {MostAlarms} alarms.")
            : rule;
    }

    private sealed record Constant(bool Value) : AlarmRule
    {
        public override IEnumerable<string> Alarms => [];

        public override bool Holds(Func<string, string?> state) => Value;
    }

    private sealed record IsIn(string State, string Name) : AlarmRule
    {
        public override IEnumerable<string> Alarms => [Name];

        public override bool Holds(Func<string, string?> state) => state(Name) == State;
    }

    private sealed record Not(AlarmRule Rule) : AlarmRule
    {
        public override IEnumerable<string> Alarms => Rule.Alarms;

        public override bool Holds(Func<string, string?> state) => !Rule.Holds(state);
    }

    private sealed record Pair(bool Both, AlarmRule One, AlarmRule Other) : AlarmRule
    {
        public override IEnumerable<string> Alarms => One.Alarms.Concat(Other.Alarms);

        public override bool Holds(Func<string, string?> state) =>
            Both ? One.Holds(state) && Other.Holds(state) : One.Holds(state) || Other.Holds(state);
    }

    // NOT binds more than AND, AND more than OR
    private sealed class Reader(string text, string ownArn)
    {
        private static readonly Constant Nothing = new(false);

        private int _at,
            _depth;

        public string? Fault { get; private set; }

        public bool IsAtEnd
        {
            get
            {
                while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                    _at++;
                return _at == text.Length;
            }
        }

        public AlarmRule Fail(string expected)
        {
            Fault ??= $"{expected} expected at position {_at}.";
            return Nothing;
        }

        public AlarmRule Either()
        {
            if (++_depth > Deepest)
                return Fail("less nesting");
            var rule = Both();
            while (Fault is null && TryWord("OR"))
                rule = new Pair(false, rule, Both());
            _depth--;
            return rule;
        }

        private AlarmRule Both()
        {
            var rule = Single();
            while (Fault is null && TryWord("AND"))
                rule = new Pair(true, rule, Single());
            return rule;
        }

        private AlarmRule Single()
        {
            if (++_depth > Deepest)
                return Fail("less nesting");
            var rule =
                TryWord("NOT") ? new Not(Single())
                : Try('(') ? Closed(Either())
                : TryWord("TRUE") ? new Constant(true)
                : TryWord("FALSE") ? new Constant(false)
                : State();
            _depth--;
            return rule;
        }

        private AlarmRule State()
        {
            foreach (var state in Members.States)
                if (TryWord(state))
                    return Try('(') && Name() is { Length: > 0 } name
                        ? Closed(new IsIn(state, name.StartsWith(ownArn, StringComparison.Ordinal) ? name[ownArn.Length..] : name))
                        : Fail($"the name of an alarm in {state}(...)");
            return Fail("ALARM, OK, INSUFFICIENT_DATA, TRUE, FALSE, NOT or a parenthesis");
        }

        private string Name()
        {
            if (IsAtEnd)
                return "";
            var quote = text[_at] is '"' or '\'' ? text[_at++] : ')';
            var end = text.IndexOf(quote, _at);
            if (end < 0)
                return "";
            var name = text[_at..end];
            _at = quote == ')' ? end : end + 1;
            return quote == ')' ? name.Trim() : name;
        }

        private AlarmRule Closed(AlarmRule rule) => Fault is not null || Try(')') ? rule : Fail("')'");

        private bool Try(char sign)
        {
            if (IsAtEnd || text[_at] != sign)
                return false;
            _at++;
            return true;
        }

        private bool TryWord(string word)
        {
            if (
                IsAtEnd
                || string.Compare(text, _at, word, 0, word.Length, StringComparison.Ordinal) != 0
                || (_at + word.Length < text.Length && (char.IsLetterOrDigit(text[_at + word.Length]) || text[_at + word.Length] == '_'))
            )
                return false;
            _at += word.Length;
            return true;
        }
    }
}
