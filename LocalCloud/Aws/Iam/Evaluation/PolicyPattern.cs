using System.Text;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>
/// A text of a policy with wildcards (* and ?) and variables (${aws:username}):
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
/// </summary>
internal static class PolicyPattern
{
    // What a variable brings is no wildcard, whatever it is: those of the policy are told apart by characters that no text has.
    private const char Any = '\uFDD0',
        One = '\uFDD1';

    public static bool Matches(string pattern, string value, RequestKeys? variables, bool ignoreCase = false) =>
        Expand(pattern, variables, wild: true) is { } expanded && Wildcards.Match(expanded, value, ignoreCase, Any, One);

    public static bool Equal(string text, string value, RequestKeys? variables, StringComparison comparison) =>
        Expand(text, variables, wild: false) is { } expanded && expanded.Equals(value, comparison);

    /// <summary>Null when a variable has no value: then the text is equal to none.</summary>
    /// <param name="variables">null where the policy's version knows none</param>
    public static string? Expand(string text, RequestKeys? variables, bool wild)
    {
        if (variables is null || !text.Contains("${", StringComparison.Ordinal))
            return wild ? Mark(text) : text;
        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length; )
        {
            var begin = text.IndexOf("${", at, StringComparison.Ordinal);
            var end = begin < 0 ? -1 : text.IndexOf('}', begin);
            if (end < 0)
            {
                expanded.Append(wild ? Mark(text[at..]) : text[at..]);
                break;
            }
            expanded.Append(wild ? Mark(text[at..begin]) : text[at..begin]);
            if (Value(text[(begin + 2)..end], variables) is not { } value)
                return null;
            expanded.Append(value);
            at = end + 1;
        }
        return expanded.ToString();
    }

    // ${*}, ${?} and ${$} are the characters themselves; ${key, 'text'} has a text for when the key is missing.
    private static string? Value(string name, RequestKeys variables)
    {
        if (name is "*" or "?" or "$")
            return name;
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        return variables.Of((comma < 0 ? name : name[..comma]).Trim()) is [{ } value] ? value
            : comma < 0 ? null
            : name[(comma + 1)..].Trim().Trim('\'');
    }

    private static string Mark(string text) => text.Replace('*', Any).Replace('?', One);
}
