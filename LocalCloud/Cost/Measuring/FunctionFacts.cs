using System.Text.Json.Nodes;

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

    internal static FunctionFacts Read(string logicalId, JsonObject configuration, IReadOnlyList<Provisioned> provisioned)
    {
        var name = (string)configuration["FunctionName"]!;
        var logging = configuration["LoggingConfig"];
        // What is not said has Lambda's defaults
        return new(
            logicalId,
            name,
            MemoryMb: (int?)configuration["MemorySize"] ?? 128,
            Arm: (configuration["Architectures"] as JsonArray)?.Any(a => (string?)a == "arm64") == true,
            Timeout: (int?)configuration["Timeout"] ?? 3,
            EphemeralMb: (int?)configuration["EphemeralStorage"]?["Size"] ?? 512,
            LogGroup: (string?)logging?["LogGroup"] ?? $"/aws/lambda/{name}",
            LogsJson: (string?)logging?["LogFormat"] == "JSON",
            provisioned
        );
    }
}

/// <summary>Provisioned concurrency of a version or an alias.</summary>
internal sealed record Provisioned(string Qualifier, int Environments);
