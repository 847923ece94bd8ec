using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record DescribeEventBusRequest(string? Name);

internal sealed record DescribeEventBusResponse
{
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyIdentifier { get; init; }
    public DeadLetterConfig? DeadLetterConfig { get; init; }
    public string? Policy { get; init; }
    public LogConfig? LogConfig { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModifiedTime { get; init; }
}

internal static class DescribeEventBus
{
    public static readonly Operation<EventsState, DescribeEventBusRequest, DescribeEventBusResponse> Definition =
        Operation<EventsState>.Define(
            "DescribeEventBus",
            EventsJson.Default.DescribeEventBusRequest,
            EventsJson.Default.DescribeEventBusResponse,
            Handle,
            Names.BusNameOrArn<DescribeEventBusRequest>(r => r.Name, "name")
        );

    private static Result<DescribeEventBusResponse> Handle(EventsState state, DescribeEventBusRequest request, Context context) =>
        Names.FindBus(state, request.Name).Ok(out var bus, out var error)
            ? new DescribeEventBusResponse
            {
                Name = bus.Name,
                Arn = bus.Arn,
                Description = bus.Row.Description,
                KmsKeyIdentifier = bus.Row.KmsKeyIdentifier,
                DeadLetterConfig = bus.Row.DeadLetterConfig,
                Policy = bus.Row.Policy,
                LogConfig = bus.Row.LogConfig,
                CreationTime = bus.Row.Created,
                LastModifiedTime = bus.Row.Modified,
            }
            : error;
}
