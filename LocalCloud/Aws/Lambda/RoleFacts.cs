using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Lambda;

/// <summary>What functions' configurations ask of their roles.</summary>
internal static class RoleFacts
{
    /// <summary>Of all functions that have the role, wherever.</summary>
    public static List<FunctionFacts> OfRole(Host host, string role) =>
        [
            .. States(host)
                .SelectMany(state =>
                    host.Read(state, s => s.Functions.Values.Where(f => f.Latest.Configuration.Role == role).Select(f => Of(s, f)).ToList())
                ),
        ];

    public static IEnumerable<(string Function, string Role)> All(Host host) =>
        States(host)
            .SelectMany(state =>
                host.Read(state, s =>
                    s.Functions.Values.Where(f => f.Latest.Configuration.Role is { Length: > 0 })
                        .Select(f => (f.Name, f.Latest.Configuration.Role!))
                        .ToList()
                )
            );

    private static IEnumerable<LambdaState> States(Host host) => host.Service<LambdaService>().States.Cast<LambdaState>();

    private static FunctionFacts Of(LambdaState state, Function function)
    {
        var configuration = function.Latest.Configuration;
        var mappings = state.Mappings.Values.Where(m => m.FunctionName == function.Name).ToList();
        return new(function.Name, state.Scope.Region, state.Scope.Account)
        {
            LogGroup = configuration.LoggingConfig?.LogGroup ?? $"/aws/lambda/{function.Name}",
            Queues = [.. mappings.Where(m => !m.IsStream).Select(m => m.EventSourceArn)],
            Streams = [.. mappings.Where(m => m.IsStream).Select(m => m.EventSourceArn)],
            Destinations =
            [
                .. Destinations(function)
                    .Concat(mappings.Select(m => m.Stream?.OnFailure))
                    .OfType<string>()
                    .Where(d => d.Length > 0)
                    .Distinct(),
            ],
            IsTraced = configuration.TracingConfig?.Mode == "Active",
            IsInVpc = configuration.VpcConfig?.SubnetIds is { Count: > 0 },
        };
    }

    private static IEnumerable<string?> Destinations(Function function)
    {
        foreach (var config in function.EventInvoke.Values)
        {
            yield return config.DestinationConfig?.OnSuccess?.Arn;
            yield return config.DestinationConfig?.OnFailure?.Arn;
        }
        foreach (var version in function.AllVersions)
            yield return version.Configuration.DeadLetterConfig?.TargetArn;
    }
}
