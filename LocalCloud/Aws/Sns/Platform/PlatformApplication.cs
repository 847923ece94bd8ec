namespace LocalCloud.Aws.Sns.Platform;

/// <summary>The stored form of an application of a push service, with its devices.</summary>
internal sealed record PlatformApplication(string Platform, string Name, Dictionary<string, string> Attributes)
{
    public SortedDictionary<string, PlatformEndpoint> Endpoints { get; init; } = new(StringComparer.Ordinal);

    public string Resource => $"{Platform}/{Name}";

    public bool IsEnabled =>
        Attributes.GetValueOrDefault("Enabled") is not { } enabled || !enabled.Equals("false", StringComparison.OrdinalIgnoreCase);

    public string Arn(Scope scope) => scope.Arn("sns", $"app/{Resource}");
}

internal sealed record PlatformEndpoint(string Id, Dictionary<string, string> Attributes)
{
    public bool IsEnabled =>
        Attributes.GetValueOrDefault("Enabled") is not { } enabled || !enabled.Equals("false", StringComparison.OrdinalIgnoreCase);

    public string Arn(Scope scope, PlatformApplication application) => scope.Arn("sns", $"endpoint/{application.Resource}/{Id}");
}

/// <summary>Applications and endpoints by their ARNs.</summary>
internal static class PlatformArns
{
    public static readonly AwsError NoApplication = SnsErrors.NotFound("PlatformApplication does not exist");

    public static readonly AwsError NoEndpoint = SnsErrors.NotFound("Endpoint does not exist");

    public static Result<PlatformApplication> Application(SnsState state, string? arn) =>
        !Parts(state, arn, "PlatformApplicationArn").Ok(out var parts, out var error) ? error
        : parts is not ["app", var platform, var name]
            ? SnsErrors.Invalid("PlatformApplicationArn Reason: Wrong number of slashes in relative portion of the ARN.")
        : state.PlatformApplications.GetValueOrDefault($"{platform}/{name}") is { } application ? application
        : NoApplication;

    public static Result<(PlatformApplication Application, PlatformEndpoint Endpoint)> Endpoint(
        SnsState state,
        string? arn,
        string parameter = "EndpointArn"
    ) =>
        !Parts(state, arn, parameter).Ok(out var parts, out var error) ? error
        : parts is not ["endpoint", var platform, var name, var id]
            ? SnsErrors.Invalid($"{parameter} Reason: Wrong number of slashes in relative portion of the ARN.")
        : state.PlatformApplications.GetValueOrDefault($"{platform}/{name}") is { } application
        && application.Endpoints.GetValueOrDefault(id) is { } endpoint
            ? (application, endpoint)
        : NoEndpoint;

    private static Result<string[]> Parts(SnsState state, string? arn, string parameter)
    {
        var parts = (arn ?? "").Split(':');
        if (parts.Length < 6)
            return SnsErrors.Invalid($"{parameter} Reason: An ARN must have at least 6 elements, not {parts.Length}");
        return parts[2] == "sns" && new Scope(parts[4], parts[3]) == state.Scope ? parts[5].Split('/') : SnsErrors.Invalid(parameter);
    }
}
