using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalCloud.Hosting.Run.Dcp;

/// <summary>An object of DCP's API: Kubernetes' shape, group usvc-dev.developer.microsoft.com/v1.</summary>
sealed record DcpObject<TSpec, TStatus>(string Kind, DcpMetadata Metadata, TSpec Spec)
{
    public string ApiVersion { get; init; } = DcpClient.ApiVersion;
    public TStatus? Status { get; init; }
}

sealed record DcpMetadata(string Name)
{
    public Dictionary<string, string>? Annotations { get; init; }
}

sealed record DcpEnv(string Name, string Value);

sealed record DcpExecutableSpec(string ExecutablePath)
{
    public string? WorkingDirectory { get; init; }
    public IReadOnlyList<string>? Args { get; init; }
    public IReadOnlyList<DcpEnv>? Env { get; init; }
    public bool? Stop { get; init; }
}

sealed record DcpContainerSpec(string Image)
{
    public string? Command { get; init; }
    public IReadOnlyList<string>? Args { get; init; }
    public IReadOnlyList<DcpEnv>? Env { get; init; }
    public IReadOnlyList<DcpContainerPort>? Ports { get; init; }
    public IReadOnlyList<DcpVolumeMount>? VolumeMounts { get; init; }
    public bool? Stop { get; init; }
}

sealed record DcpContainerPort(int ContainerPort, int HostPort, string HostIP);

sealed record DcpVolumeMount(string Type, string Source, string Target, bool ReadOnly);

/// <summary>What is common to the status of an executable and of a container.</summary>
sealed record DcpProcessStatus
{
    public string? State { get; init; }
    public long? Pid { get; init; }
    public int? ExitCode { get; init; }
    public string? ContainerId { get; init; }
    public string? Message { get; init; }
    public DateTimeOffset? StartupTimestamp { get; init; }
    public DateTimeOffset? FinishTimestamp { get; init; }
}

sealed record DcpServiceSpec(int Port, string Protocol = "TCP", string AddressAllocationMode = "IPv4ZeroOne");

sealed record DcpServiceStatus(string? State);

/// <summary>The value of the annotation <c>service-producer</c>: this process answers for that service at this address.</summary>
sealed record DcpServiceProducer(string ServiceName, string Address, int Port);

sealed record DcpWatchEvent<TSpec, TStatus>(string Type, DcpObject<TSpec, TStatus> Object);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DcpObject<DcpExecutableSpec, DcpProcessStatus>))]
[JsonSerializable(typeof(DcpObject<DcpContainerSpec, DcpProcessStatus>))]
[JsonSerializable(typeof(DcpObject<DcpServiceSpec, DcpServiceStatus>))]
[JsonSerializable(typeof(DcpWatchEvent<DcpExecutableSpec, DcpProcessStatus>))]
[JsonSerializable(typeof(DcpWatchEvent<DcpContainerSpec, DcpProcessStatus>))]
[JsonSerializable(typeof(DcpServiceProducer[]))]
sealed partial class DcpJson : JsonSerializerContext;
