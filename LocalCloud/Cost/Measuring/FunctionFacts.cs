using LocalCloud.AwsClients.Lambda;
using Configuration = LocalCloud.AwsClients.Lambda.FunctionFacts;

namespace LocalCloud.Cost.Measuring;

/// <summary>How a function is configured.</summary>
/// <param name="Arm">arm64, else x86_64.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="EphemeralMb">Of <c>/tmp</c>.</param>
/// <param name="LogsJson">Lambda's own lines are JSON.</param>
internal sealed record FunctionFacts(
    string LogicalId,
    string Name,
    int MemoryMb,
    bool Arm,
    int Timeout,
    int EphemeralMb,
    string LogGroup,
    bool LogsJson,
    IReadOnlyList<Provisioned> Provisioned
)
{
    public string Architecture => Arm ? "arm64" : "x86_64";

    /// <summary>Environments that are kept ready, of all versions and aliases.</summary>
    public int ProvisionedEnvironments => Provisioned.Sum(p => p.Environments);

    internal static FunctionFacts Of(string logicalId, Configuration function, IReadOnlyList<Provisioned> provisioned) =>
        new(
            logicalId,
            function.Name,
            function.MemorySize,
            function.IsArm,
            function.Timeout,
            function.EphemeralStorage,
            function.LogGroup,
            function.LogsJson,
            provisioned
        );
}
