using System.Security.Cryptography;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal sealed record AliasConfiguration
{
    public string? AliasArn { get; init; }
    public string? Name { get; init; }
    public string? FunctionVersion { get; init; }
    public string? Description { get; init; }
    public AliasRouting? RoutingConfig { get; init; }
    public string? RevisionId { get; init; }
}

internal sealed record AliasRouting
{
    /// <summary>Parts of 1 that go to other versions.</summary>
    public Dictionary<string, double>? AdditionalVersionWeights { get; init; }
}

internal static class Routing
{
    /// <summary>Which version gets this invocation.</summary>
    public static string Choose(AliasConfiguration alias)
    {
        var rest = RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d;
        foreach (var (version, weight) in alias.RoutingConfig?.AdditionalVersionWeights ?? [])
            if ((rest -= weight) < 0)
                return version;
        return alias.FunctionVersion!;
    }

    public static AwsError? Check(Function function, string version, AliasRouting? routing)
    {
        if (function.Find(version) is null)
            return LambdaErrors.FunctionNotFound(function.QualifiedArn(version));
        if (routing?.AdditionalVersionWeights is not { Count: > 0 } weights)
            return null;
        if (weights.Count > 1)
            return LambdaErrors.Invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        if (version == FunctionName.Latest || weights.ContainsKey(FunctionName.Latest))
            return LambdaErrors.Invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        if (weights.ContainsKey(version))
            return LambdaErrors.Invalid(
                $"Invalid function version {version}. Function version {version} is already included in routing configuration."
            );
        if (weights.Values.Any(w => w is < 0 or > 1))
            return LambdaErrors.Invalid("Weights of AdditionalVersionWeights have to be between 0.0 and 1.0.");
        return weights.Keys.FirstOrDefault(v => function.Find(v) is null) is { } missing
            ? LambdaErrors.FunctionNotFound(function.QualifiedArn(missing))
            : null;
    }
}
