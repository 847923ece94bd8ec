using System.Text.Json.Serialization;

namespace LocalCloud.Aws.FaultInjection;

/// <summary>What goes wrong, where and how often, as POST /_localcloud/faults takes it. What is left out is any.</summary>
internal sealed record Fault
{
    public const string Throttling = "throttling";
    public const string Error = "error";
    public const string Latency = "latency";
    public const string LostResponse = "lost-response";
    public const string DuplicateDelivery = "duplicate-delivery";
    public const string Reordering = "reordering";

    public string? Kind { get; init; }

    public string? Service { get; init; }

    public string? Operation { get; init; }

    /// <summary>Name of a queue, topic, bus, table, bucket, ...</summary>
    public string? Resource { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    /// <summary>Above 0, at most 1; left out: always.</summary>
    public double? Probability { get; init; }

    /// <summary>The same seed gives the same sequence of hits and misses.</summary>
    public int? Seed { get; init; }

    /// <summary>After so many hits the fault does nothing more; left out: it stays.</summary>
    public int? Count { get; init; }

    /// <summary>Of latency.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Of an error: 500 (the default) to 599, and the code where it shall not be the service's own.</summary>
    public int? Status { get; init; }

    public string? Code { get; init; }
}

/// <summary>Answers of the page; the fault's members beside what has become of it.</summary>
internal sealed record ActiveFault(string Id, Fault Fault, int Hits);

internal sealed record FaultReport(IReadOnlyList<ActiveFault> Faults);

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(ActiveFault))]
[JsonSerializable(typeof(FaultReport))]
internal sealed partial class FaultJson : JsonSerializerContext;
