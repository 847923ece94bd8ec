using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Api.Sessions;

/// <summary>1 to 128 letters, digits, dots, dashes and underscores. RegularExpression would let an empty one pass.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed partial class SessionIdAttribute()
    : ValidationAttribute("x-session-id must be 1 to 128 letters, digits, dots, dashes and underscores.")
{
    public override bool IsValid(object? value) => value is null || (value is string text && Form().IsMatch(text));

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,128}\z")]
    private static partial Regex Form();
}
