namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>
/// Terms, a JSON condition in braces, or space-delimited fields in brackets:
/// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
/// </summary>
internal abstract class FilterPattern
{
    /// <summary>docs: FilterAndPatternSyntax: "a limit of 2 regex for each filter pattern" of fields or JSON</summary>
    protected const int MostExpressions = 2;

    protected static readonly AwsError Invalid = Errors.Invalid("Invalid metric filter pattern");

    public static Result<FilterPattern> Parse(string text)
    {
        var pattern = text.Trim();
        if (pattern.StartsWith('{'))
            return JsonPattern.Parse(pattern).Ok(out var json, out var error) ? json : error;
        if (pattern.StartsWith('['))
            return FieldPattern.Parse(pattern).Ok(out var fields, out var error) ? fields : error;
        return TermPattern.Parse(pattern).Ok(out var terms, out var wrong) ? terms : wrong;
    }

    public abstract bool Matches(string message);

    /// <summary>What TestMetricFilter shows of a message that matches.</summary>
    public virtual Dictionary<string, string> Extract(string message) => [];
}
