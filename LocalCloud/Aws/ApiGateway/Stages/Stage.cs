using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ApiGateway.Stages;

internal sealed record StageInput
{
    public AccessLogSettings? AccessLogSettings { get; init; }
    public string? ApiId { get; init; }
    public bool? AutoDeploy { get; init; }
    public string? ClientCertificateId { get; init; }
    public RouteSettings? DefaultRouteSettings { get; init; }
    public string? DeploymentId { get; init; }
    public string? Description { get; init; }
    public Dictionary<string, RouteSettings>? RouteSettings { get; init; }
    public string? StageName { get; init; }
    public Dictionary<string, string>? StageVariables { get; init; }
    public Dictionary<string, string>? Tags { get; init; }

    internal static readonly Member<StageInput>[] Limits = [Must.Member<StageInput>("description", r => r.Description).Length(0, 1024)];

    // An empty value takes a stage variable away.
    internal Stage Onto(Stage stage) =>
        stage with
        {
            AccessLogSettings = AccessLogSettings ?? stage.AccessLogSettings,
            AutoDeploy = AutoDeploy ?? stage.AutoDeploy,
            DefaultRouteSettings = DefaultRouteSettings is { } d
                ? d with
                {
                    DetailedMetricsEnabled = d.DetailedMetricsEnabled ?? false,
                }
                : stage.DefaultRouteSettings,
            DeploymentId = DeploymentId ?? stage.DeploymentId,
            Description = Description ?? stage.Description,
            RouteSettings = Merge(stage.RouteSettings, RouteSettings),
            StageVariables = Merge(stage.StageVariables, StageVariables).Where(v => v.Value.Length > 0).ToDictionary(),
            Tags = Tags ?? stage.Tags,
        };

    private static Dictionary<string, T> Merge<T>(Dictionary<string, T> before, Dictionary<string, T>? given)
    {
        var merged = new Dictionary<string, T>(before);
        foreach (var (key, value) in given ?? [])
            merged[key] = value;
        return merged;
    }
}

internal sealed record AccessLogSettings
{
    public string? DestinationArn { get; init; }
    public string? Format { get; init; }
}

internal sealed record RouteSettings
{
    public bool? DataTraceEnabled { get; init; }
    public bool? DetailedMetricsEnabled { get; init; }
    public string? LoggingLevel { get; init; }
    public int? ThrottlingBurstLimit { get; init; }
    public double? ThrottlingRateLimit { get; init; }
}

internal sealed record Stage
{
    public const string Default = "$default";

    public AccessLogSettings? AccessLogSettings { get; init; }
    public bool? ApiGatewayManaged { get; init; }
    public bool? AutoDeploy { get; init; }

    [JsonConverter(typeof(IsoSeconds))]
    public DateTimeOffset CreatedDate { get; init; }
    public RouteSettings? DefaultRouteSettings { get; init; }
    public string? DeploymentId { get; init; }
    public string? Description { get; init; }
    public string? LastDeploymentStatusMessage { get; init; }

    [JsonConverter(typeof(IsoSeconds))]
    public DateTimeOffset LastUpdatedDate { get; init; }
    public Dictionary<string, RouteSettings> RouteSettings { get; init; } = [];
    public string StageName { get; init; } = "";
    public Dictionary<string, string> StageVariables { get; init; } = [];
    public Dictionary<string, string>? Tags { get; init; }

    internal static Stage New(string name, DateTimeOffset now) =>
        new()
        {
            StageName = name,
            CreatedDate = now,
            LastUpdatedDate = now,
            DefaultRouteSettings = new() { DetailedMetricsEnabled = false },
            Tags = [],
        };
}
