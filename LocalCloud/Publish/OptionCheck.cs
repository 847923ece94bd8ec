using System.Text.RegularExpressions;
using LocalCloud.Publish.Plan;

namespace LocalCloud.Publish;

/// <summary>Names and tags that AWS does not take, found before anything is done.</summary>
internal static partial class OptionCheck
{
    // https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    private const int MaxTags = 50,
        MaxKey = 128,
        MaxValue = 256;

    public static string? Fault(PublishOptions options)
    {
        if (
            !TagValue().IsMatch(options.ApplicationName)
            || options.ApplicationName.Length > MaxValue
            || !options.ApplicationName.Any(char.IsAsciiLetterOrDigit)
        )
            return $"An application cannot be called '{options.ApplicationName}': letters, digits, blanks and _.:/=+-@ are what AWS "
                + "takes in a tag.";
        if (options.Tags.Keys.Append("Application").Distinct().Count() > MaxTags)
            return $"AWS takes {MaxTags} tags, and 'Application' is one of them.";
        foreach (var (key, value) in options.Tags)
        {
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                return $"The tag '{key}' cannot be set: aws: is AWS's own.";
            if (key.Length is 0 or > MaxKey || !TagValue().IsMatch(key))
                return $"A tag cannot be called '{key}': 1 to {MaxKey} letters, digits, blanks and _.:/=+-@.";
            if (value.Length > MaxValue || !TagValue().IsMatch(value))
                return $"The tag '{key}' cannot be '{value}': {MaxValue} letters, digits, blanks and _.:/=+-@ at most.";
        }
        return null;
    }

    /// <returns>Why nothing can be said about the package that is asked about; null when none is, too.</returns>
    public static string? ExplainFault(PublishPlan plan) =>
        plan.Options.ExplainSize is not { } asked ? null
        : !plan.Options.Build ? "--explain-size needs packages, and --no-build makes none."
        : plan.Functions.Any(f => asked == f.Name || asked == f.Project.Name) ? null
        : $"--explain-size: there is no function '{asked}', but {string.Join(", ", plan.Functions.Select(f => f.Name))}.";

    [GeneratedRegex(@"^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex TagValue();
}
