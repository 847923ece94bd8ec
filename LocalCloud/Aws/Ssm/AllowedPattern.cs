using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Ssm;

/// <summary>What a value has to match.</summary>
internal static class AllowedPattern
{
    /// <summary>The pattern comes from outside; one that backtracks for ever must not hold the process.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    public static AwsError? Fault(string pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, Timeout)
                ? null
                : new AwsError(
                    "ParameterPatternMismatchException",
                    $"Parameter value, cannot be validated against allowedPattern: {pattern}"
                );
        }
        catch (Exception e) when (e is RegexParseException or RegexMatchTimeoutException)
        {
            return new AwsError(
                "InvalidAllowedPatternException",
                $"The request does not meet the regular expression requirement: {pattern}"
            );
        }
    }
}
