using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.ApiDestinations;

internal sealed record DescribeApiDestinationRequest(string? Name);

internal sealed record DescribeApiDestinationResponse
{
    public required string ApiDestinationArn { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string ApiDestinationState { get; init; }
    public required string ConnectionArn { get; init; }
    public required string InvocationEndpoint { get; init; }
    public required string HttpMethod { get; init; }
    public int? InvocationRateLimitPerSecond { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModifiedTime { get; init; }

    public static DescribeApiDestinationResponse Of(EventsState state, ApiDestinationRow row) =>
        new()
        {
            ApiDestinationArn = row.Arn(state.Scope),
            Name = row.Name,
            Description = row.Description,
            ApiDestinationState = ApiDestinationRules.State(state, row),
            ConnectionArn = row.ConnectionArn,
            InvocationEndpoint = row.InvocationEndpoint,
            HttpMethod = row.HttpMethod,
            InvocationRateLimitPerSecond = row.InvocationRateLimitPerSecond ?? InvocationRates.DefaultPerSecond,
            CreationTime = row.Created,
            LastModifiedTime = row.Modified,
        };
}

internal static class DescribeApiDestination
{
    public static readonly Operation<EventsState, DescribeApiDestinationRequest, DescribeApiDestinationResponse> Definition =
        Operation<EventsState>.Define(
            "DescribeApiDestination",
            EventsJson.Default.DescribeApiDestinationRequest,
            EventsJson.Default.DescribeApiDestinationResponse,
            Handle,
            Names.Simple<DescribeApiDestinationRequest>(r => r.Name, "name", 64).Required()
        );

    private static Result<DescribeApiDestinationResponse> Handle(
        EventsState state,
        DescribeApiDestinationRequest request,
        Context context
    ) =>
        state.ApiDestinations.GetValueOrDefault(request.Name!) is { } row
            ? DescribeApiDestinationResponse.Of(state, row)
            : ApiDestinationRules.NotFound(request.Name!);
}
