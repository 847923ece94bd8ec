using System.Text.RegularExpressions;

namespace LocalCloud.Aws.EventBridge.Endpoints;

/// <summary>What the operations on global endpoints share.</summary>
internal static partial class EndpointRules
{
    public const string Enabled = "ENABLED";

    public static ValueMember<T> Name<T>(Func<T, object?> get, string member = "name") => Names.Simple(get, member, 64);

    public static ValueMember<T> HomeRegion<T>(Func<T, object?> get) =>
        Must.Member("homeRegion", get).Length(9, 20).Pattern(RegionPattern());

    public static Member<RoutingConfig>[] Routing =>
        [
            Must.Member<RoutingConfig>("failoverConfig", r => r.FailoverConfig).Required(),
            Must.Within<RoutingConfig, FailoverConfig>(
                "failoverConfig",
                r => r.FailoverConfig,
                Must.Member<FailoverConfig>("primary", f => f.Primary).Required(),
                Must.Within<FailoverConfig, Primary>(
                    "primary",
                    f => f.Primary,
                    Must.Member<Primary>("healthCheck", p => p.HealthCheck).Required().Length(1, 1600).Pattern(HealthCheckPattern())
                ),
                Must.Member<FailoverConfig>("secondary", f => f.Secondary).Required(),
                Must.Within<FailoverConfig, Secondary>(
                    "secondary",
                    f => f.Secondary,
                    Must.Member<Secondary>("route", s => s.Route).Required().Length(9, 20).Pattern(RegionPattern())
                )
            ),
        ];

    public static Member<ReplicationConfig>[] Replication =>
        [Must.Member<ReplicationConfig>("state", r => r.State).Enum(Enabled, "DISABLED")];

    public static Member<EndpointEventBus>[] Bus =>
        [Must.Member<EndpointEventBus>("eventBusArn", b => b.EventBusArn).Required().Length(1, 512).Pattern(BusPattern())];

    public static ValueMember<T> RoleArn<T>(Func<T, object?> get) => Must.Member("roleArn", get).Length(1, 256).Pattern(RolePattern());

    /// <summary>docs: global endpoints; the buses have the same name and are in two Regions.</summary>
    public static AwsError? CheckBuses(List<EndpointEventBus> buses)
    {
        if (!Arn.TryParse(buses[0].EventBusArn!, out var first) || !Arn.TryParse(buses[1].EventBusArn!, out var second))
            return Errors.Invalid("Provided Arn is not in correct format.");
        return first.Resource == second.Resource && first.Scope.Region != second.Scope.Region && first.Scope.Account == second.Scope.Account
            ? null
            : Errors.Invalid("The event buses of an endpoint must have the same name in two Regions of the same account.");
    }

    public static AwsError NotFound(string name) => new("ResourceNotFoundException", $"Endpoint {name} does not exist.");

    [GeneratedRegex(@"^[\-a-z0-9]+$")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^arn:aws([a-z]|\-)*:route53:::healthcheck/[\-a-z0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex HealthCheckPattern();

    [GeneratedRegex(@"^arn:aws[a-z-]*:events:[a-z]+-[a-z-]+-\d+:\d{12}:event-bus/[\w.-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex BusPattern();

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex RolePattern();
}
