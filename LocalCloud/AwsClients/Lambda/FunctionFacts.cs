using System.Text.Json.Nodes;

namespace LocalCloud.AwsClients.Lambda;

/// <summary>What a function is set to.</summary>
/// <param name="MemorySize">MB.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="EphemeralStorage">MB of /tmp.</param>
/// <param name="Variables">null: AWS could not decrypt them for this caller.</param>
internal sealed record FunctionFacts(
    string Name,
    int MemorySize,
    int Timeout,
    string Architecture,
    int EphemeralStorage,
    IReadOnlyDictionary<string, string>? Variables,
    long CodeSize,
    string CodeSha256
)
{
    public string PackageType { get; init; } = "Zip";

    /// <summary>Pending until it can be invoked.</summary>
    public string State { get; init; } = "Active";

    /// <summary>InProgress until an update is carried out.</summary>
    public string LastUpdate { get; init; } = "Successful";

    public string? Reason { get; init; }

    /// <summary>Where it logs, or will when it runs for the first time.</summary>
    public string LogGroup { get; init; } = $"/aws/lambda/{Name}";

    /// <summary>Lambda's own lines are JSON.</summary>
    public bool LogsJson { get; init; }

    public bool IsArm => Architecture == "arm64";

    public static FunctionFacts Read(JsonObject json)
    {
        var environment = json["Environment"];
        var variables = environment?["Error"] is not null
            ? null
            : (environment?["Variables"]?.AsObject() ?? []).ToDictionary(v => v.Key, v => (string)v.Value!, StringComparer.Ordinal);
        return new(
            (string)json["FunctionName"]!,
            (int)json["MemorySize"]!,
            (int)json["Timeout"]!,
            (string?)json["Architectures"]?[0] ?? "x86_64",
            (int?)json["EphemeralStorage"]?["Size"] ?? 512,
            variables,
            (long)json["CodeSize"]!,
            (string)json["CodeSha256"]!
        )
        {
            PackageType = (string?)json["PackageType"] ?? "Zip",
            State = (string?)json["State"] ?? "Active",
            LastUpdate = (string?)json["LastUpdateStatus"] ?? "Successful",
            LogGroup = (string?)json["LoggingConfig"]?["LogGroup"] ?? $"/aws/lambda/{(string)json["FunctionName"]!}",
            LogsJson = (string?)json["LoggingConfig"]?["LogFormat"] == "JSON",
            Reason = (string?)json["LastUpdateStatusReason"] ?? (string?)json["StateReason"],
        };
    }
}

internal sealed record AliasFacts(string Name, string Version, string Description);

/// <summary>Provisioned concurrency of a version or an alias.</summary>
internal sealed record Provisioned(string Qualifier, int Environments);
