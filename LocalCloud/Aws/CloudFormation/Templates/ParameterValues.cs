using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>The values that a stack's parameters have: as given, else the declared defaults, checked against the declarations.</summary>
internal static class ParameterValues
{
    /// <summary>AllowedPattern comes from outside; a pattern that backtracks for ever must not hold the process.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    public static Result<Dictionary<string, string>> Resolve(
        IReadOnlyDictionary<string, ParameterDeclaration> declared,
        IReadOnlyDictionary<string, string> given,
        IReadOnlyDictionary<string, string>? resolved = null
    )
    {
        var unknown = given.Keys.Where(name => !declared.ContainsKey(name)).ToArray();
        if (unknown.Length > 0)
            return TemplateError.Parameters($"Parameters: [{string.Join(", ", unknown)}] do not exist in the template");
        var missing = declared.Values.Where(p => p.Default is null && !given.ContainsKey(p.Name)).Select(p => p.Name).ToArray();
        if (missing.Length > 0)
            return TemplateError.Parameters($"Parameters: [{string.Join(", ", missing)}] must have values");

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in declared.Values)
        {
            var value = given.GetValueOrDefault(parameter.Name) ?? parameter.Default!;
            foreach (var item in parameter.IsList ? Items(value) : [value])
                if (Fault(parameter, item) is { } fault)
                    return TemplateError.Parameters(
                        parameter.ConstraintDescription is { } description
                            ? $"Parameter {parameter.Name} failed to satisfy constraint: {description}"
                            : $"Parameter '{parameter.Name}' {fault}"
                    );
            values.Add(parameter.Name, resolved?.GetValueOrDefault(parameter.Name) ?? value);
        }
        return values;
    }

    /// <summary>What Ref gives: a list for list types, else text.</summary>
    public static JsonNode Node(ParameterDeclaration parameter, string value) =>
        parameter.IsList ? new JsonArray([.. Items(value).Select(item => JsonValue.Create(item))]) : JsonValue.Create(value);

    private static string[] Items(string value) => value.Length == 0 ? [] : value.Split(',', StringSplitOptions.TrimEntries);

    private static string? Fault(ParameterDeclaration parameter, string value)
    {
        if (parameter.AllowedValues is { } allowed && !allowed.Contains(value))
            return "must be one of AllowedValues";
        if (parameter.AllowedPattern is { } pattern && !Matches(pattern, value))
            return $"must match pattern {pattern}";
        if (parameter.MinLength is { } minLength && value.Length < minLength)
            return $"must contain at least {minLength} characters";
        if (parameter.MaxLength is { } maxLength && value.Length > maxLength)
            return $"must contain at most {maxLength} characters";
        if (!parameter.IsNumber)
            return null;

        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return "must be a number";
        if (number < parameter.MinValue)
            return $"must be a number not less than {parameter.MinValue}";
        if (number > parameter.MaxValue)
            return $"must be a number not greater than {parameter.MaxValue}";
        return null;
    }

    /// <summary>The pattern must match the whole value (docs: Parameters, AllowedPattern).</summary>
    private static bool Matches(string pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})\\z", RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (Exception e) when (e is RegexParseException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
