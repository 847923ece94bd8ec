namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>
/// The text of Fn::Sub: <c>${Name}</c> and <c>${Resource.Attribute}</c> are variables, <c>${!Literal}</c> stays as <c>${Literal}</c>.
/// </summary>
internal readonly record struct SubPart(string Text, bool IsVariable)
{
    public static IEnumerable<SubPart> Split(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
                break;
            if (open > at)
                yield return new(text[at..open], false);
            var name = text[(open + 2)..close];
            yield return name.StartsWith('!') ? new($"${{{name[1..]}}}", false) : new(name.Trim(), true);
            at = close + 1;
        }
        if (at < text.Length)
            yield return new(text[at..], false);
    }

    /// <summary>CloudFormation refuses anything else between the braces.</summary>
    public bool IsValidName => Text.Length > 0 && Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':');
}
