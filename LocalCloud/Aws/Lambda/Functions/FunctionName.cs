using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>A function as requests name it: name, partial ARN (123456789012:function:name) or ARN, each perhaps with a qualifier.</summary>
internal readonly partial record struct FunctionName(Scope? Scope, string Name, string? Qualifier)
{
    public const string Latest = "$LATEST";

    private const string Shown =
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?";

    private const string ShownNamespaced =
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

    public static bool TryParse(string text, out FunctionName name)
    {
        name = default;
        if (Form.Match(text) is not { Success: true } match)
            return false;
        var account = match.Groups["account"].Value;
        var region = match.Groups["region"].Value;
        var scope = account.Length > 0 ? new Scope(account, region) : (Scope?)null;
        name = new(scope, match.Groups["name"].Value, match.Groups["qualifier"] is { Success: true } q ? q.Value : null);
        return true;
    }

    /// <summary>The name and the one qualifier that name and parameter agree on, within this scope.</summary>
    public static Result<FunctionName> Parse(string text, string? qualifier, Scope scope)
    {
        if (!TryParse(text, out var name))
            return LambdaErrors.Invalid($"Invalid function name: {text}");
        if (name.Scope is { Region.Length: > 0 } other && other.Region != scope.Region)
            return LambdaErrors.NotFound($"Functions from '{other.Region}' are not reachable in this region ('{scope.Region}')");
        if (name.Scope is { } foreign && foreign.Account != scope.Account)
            return LambdaErrors.FunctionNotFound($"arn:aws:lambda:{scope.Region}:{foreign.Account}:function:{name.Name}");
        if (name.Qualifier is not null && qualifier is not null && name.Qualifier != qualifier)
            return LambdaErrors.Invalid("The derived qualifier from the function name does not match the specified qualifier.");
        return name with { Qualifier = name.Qualifier ?? qualifier };
    }

    public static Member<T> Member<T>(Func<T, object?> get, string name = "functionName") =>
        Must.Member(name, get).Required().Length(1, 140).Pattern(Form, Shown);

    public static Member<T> Namespaced<T>(Func<T, object?> get, string name = "functionName") =>
        Must.Member(name, get).Required().Length(1, 256).Pattern(NamespacedForm, ShownNamespaced);

    public static Member<T> Qualified<T>(Func<T, object?> get) =>
        Must.Member("qualifier", get).Length(1, 128).Pattern(QualifierForm, @"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");

    public static bool IsAliasName([NotNullWhen(true)] string? qualifier) =>
        qualifier is not null && !qualifier.StartsWith('$') && !qualifier.All(char.IsAsciiDigit);

    // Also the name alone behind "function:", as the pattern of the model has it
    [GeneratedRegex(
        @"^((arn:(aws[a-zA-Z-]*)?:lambda:)?((?<region>[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}):)?(?<account>\d{12}):)?(function:)?(?<name>[a-zA-Z0-9-_]+)(:(?<qualifier>\$LATEST|[a-zA-Z0-9-_]+))?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form { get; }

    [GeneratedRegex(
        @"^(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex NamespacedForm { get; }

    [GeneratedRegex(@"^(\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex QualifierForm { get; }
}
